"""What the commands do, apart from how they are called: loaded only when one of them is run."""
