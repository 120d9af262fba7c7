"""The analyst's side: what an import's tables say of all functions together, and how far to trust it.

    tables of an import ─┬ matrix       which level each function requires of each competency
      loading            ├ policy       a TOML file of rules → checking → verdicts, each with its evidence
                         ├ oddities     what stands apart without anybody having written a rule
                         ├ comparison   two versions of a job description, or two imports
                         └ report       all of it as one HTML file, with pictures of the evidence

Every function works on pandas frames with the columns of `extractor.output.tables`; `loading` reads them from a folder.
"""
