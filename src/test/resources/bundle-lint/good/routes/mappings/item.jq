{externalId: .key, text: (.fields.description | toMarkdown)}
