//! Export files: formats, cell escaping, the atomic file.
