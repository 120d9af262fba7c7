"""For people who write rule modules: a first draft from PDFs of a family, and a test against what those PDFs say."""
