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

/// Over 500 texts that a page must not take for markup: each end of a place in a page, with each thing that would run.
pub fn hostile_markup() -> Vec<String> {
    let openers = [
        "",
        "\">",
        "'>",
        "-->",
        "]]>",
        "</td></tr></table>",
        "</style>",
        "</title>",
        "</svg>",
        "`",
        "\u{202e}",
        "\0",
    ];
    let bodies = [
        "<script>alert(1)</script>",
        "<script src=//203.0.113.9/x>",
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "<a href=javascript:alert(1)>x</a>",
        "<style>*{background:url(//203.0.113.9)}</style>",
        "<link rel=stylesheet href=//203.0.113.9>",
        "<base href=//203.0.113.9>",
        "<meta http-equiv=refresh content=0;url=//203.0.113.9>",
        "<math><mi xlink:href=javascript:alert(1)>",
        "<object data=x>",
        "<form action=//203.0.113.9><input autofocus onfocus=alert(1)>",
        "<template><b>",
        "<!--",
        "<![CDATA[",
        "<?php",
        "<plaintext>",
        "<textarea>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        " onmouseover=alert(1) x=",
        "{{7*7}}",
        "${7*7}",
        "<%= 7*7 %>",
        "&lt;script&gt;",
        "&#60;script&#62;",
        "&#x3C;script>",
        "&amp;",
        "&",
        "&quot; onload=&quot;x",
        "javascript:alert(1)",
        "\u{ff1c}script\u{ff1e}",
        "<scr\0ipt>",
        "<ſcript>",
        "\u{2028}<script>",
        "\u{feff}<script>",
        "<b>x</b>",
        "x\r\ny",
        "\u{1b}[31m",
        "\u{85}",
        "\u{ffff}\u{fdd0}",
        "\u{1f469}\u{200d}\u{1f4bb}",
        "\u{2066}<\u{2069}",
    ];
    let mut all: Vec<String> = openers
        .iter()
        .flat_map(|opener| bodies.iter().map(move |body| [*opener, body].concat()))
        .collect();
    all.extend(HOSTILE.iter().map(|text| (*text).to_owned()));
    assert!(all.len() >= 500, "{}", all.len());
    all
}
