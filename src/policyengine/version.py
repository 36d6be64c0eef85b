"""The version of the package, as decisions state it."""

VERSION = "0.1.0"
