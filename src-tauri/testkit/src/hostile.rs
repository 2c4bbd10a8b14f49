//! Text that attackers write into alert fields, and that people type into filters.

/// One text of each sort. Every one of them must be kept, matched literally, or refused, and never be run.
pub const HOSTILE: &[&str] = &[
    "'",
    "''; DROP TABLE event; --",
    "\"quoted\", with 'both' and \\",
    "100%_done\\%\\_",
    "*?[a-z]{1,2}$^.",
    "=HYPERLINK(\"http://203.0.113.9/x\",\"open\")",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "first line\nsecond line\r\nthird",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "{{7*7}} ${7*7} {@html x}",
    "\u{1b}[31mred\u{1b}]0;title\u{7}",
    "nul\u{0}inside",
    "\u{202e}gnp.exe\u{202c} مرحبا שלום",
    "𠮷野家🚀𝒳",
    "e\u{301} é ﬁ Å Ａ",
    "\u{feff}\u{a0}padded\u{3000}",
    "，full-width，comma、and（brackets）",
    "../../etc/passwd",
    "C:\\Windows\\..\\CON",
    "\u{fffd}\u{fffe}\u{10ffff}",
];
