"""The page: a conversation on one side, the cited document on the other."""

import os

# Read by both libraries when they are imported: nothing is reported to anyone.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
