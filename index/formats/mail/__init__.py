"""Mail: messages, mailboxes, Outlook's files, saved web pages."""
