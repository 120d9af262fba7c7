"""What an import remembers: each PDF by its content, what was read of it, and what stands in the output.

opening ── schema    an output folder → its ledger, one writer at a time
store                what is offered, read and left; the others ask it their own questions
├ corrected          what stands in the place of what was read
├ publishing         what the files are made of
└ overview           figures for people
packing, faults      what is kept of a job description, and of an error
recipe               what a reading depends on besides the PDF
"""
