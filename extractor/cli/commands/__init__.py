"""What can be typed after each command, and its help: light, so that help and completion are at once.

What a command does stands in `extractor.cli`, under its name, and is loaded when it is carried out.
"""
