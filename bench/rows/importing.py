"""What the import took, and how large the site is afterwards. A site that was kept from an earlier run has the sizes only."""
import row


def measure(bench):
    seconds = row.most("import with search", 120, "s")
    memory = row.most("import: memory at its peak", 512, "MB")
    data = row.most("data file, of the text's bytes", 1.1)
    for site in bench.sites:
        if site.import_seconds is not None:
            seconds.figures[site.n] = site.import_seconds
            memory.figures[site.n] = site.import_megabytes
        n_data_bytes, n_text_bytes = site.n_data_bytes(), site.n_text_bytes()
        data.figures[site.n] = n_data_bytes / n_text_bytes
        data.note = f"{n_data_bytes / 1e6:,.0f} MB for {n_text_bytes / 1e6:,.0f} MB of text"
    if not seconds.figures:
        seconds.missing = memory.missing = "the sites were kept from an earlier run"
    return [seconds, memory, data]
