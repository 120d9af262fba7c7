"""One file per target that an import can be handed to."""
