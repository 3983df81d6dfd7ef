"""ShellCheck for the scripts in a Dockerfile."""
