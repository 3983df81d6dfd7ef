"""What ends a build, found without building."""
