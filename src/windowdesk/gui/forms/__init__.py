"""Made from ui/forms by ./dev generate; never edited by hand."""
