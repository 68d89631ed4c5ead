"""Requests as the OpenAPI document shows them: each one works on the seeds."""

ASK = {
    "a question": {"value": {"question": "Who is the US ambassador to Turkey?"}},
    "a follow-up": {
        "value": {
            "question": "When was that?",
            "history": [
                {"role": "user", "text": "Why did Turkey lose its place in the F-35 programme?"},
                {"role": "assistant", "text": "It had bought the S-400."},
            ],
        }
    },
}
SEARCH = {"three passages": {"value": {"question": "the F-35 programme", "k": 3}}}
CHAT = {
    "a question": {
        "value": {
            "model": "footnote",
            "messages": [{"role": "user", "content": "Who is the US ambassador to Turkey?"}],
        }
    },
    "streamed": {
        "value": {
            "model": "footnote-quotes",
            "messages": [{"role": "user", "content": "Who is the US ambassador to Turkey?"}],
            "stream": True,
            "stream_options": {"include_usage": True},
        }
    },
}
