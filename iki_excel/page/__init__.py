"""One page in the browser, served by this computer to this computer: the whole month without a command line."""
