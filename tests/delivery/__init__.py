"""PUSH, tested against real databases, real sockets and real kills."""
