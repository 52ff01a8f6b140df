"""Made from ui/forms by windowdesk.gui.make_forms; never edited by hand."""
