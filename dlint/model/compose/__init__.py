"""Compose files: services, their parts, and the Dockerfiles they are built from."""
