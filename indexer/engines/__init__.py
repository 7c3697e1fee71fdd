"""The engines. Each folder or file here is the only place that imports its library."""
