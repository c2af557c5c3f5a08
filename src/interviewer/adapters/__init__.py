"""The heavy libraries, each behind one of the interfaces in `ports`."""
