"""The one place that knows the version; the distribution's metadata and every JSON take it from here."""

VERSION = "0.2.0"
