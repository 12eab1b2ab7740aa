"""Every sentence that people see, by language."""
