"""Values: CSV, JSON, XML and YAML."""
