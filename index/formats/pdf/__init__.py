"""PDF: pdfium's characters become lines, columns, paragraphs and pages."""
