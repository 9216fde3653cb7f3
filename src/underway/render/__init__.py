"""A dossier, or claims, as something to look at: text for the terminal, Markdown, JSON."""
