"""How well rules do on what people have judged: labelled texts, and decisions that reviewers upheld or overturned."""
