"""The command line: every act of the window is also a command; one file for each group."""
