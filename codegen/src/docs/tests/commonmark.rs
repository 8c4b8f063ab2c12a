//! What CommonMark becomes, and the HTML in it.

use crate::docs::{Markdown, markdown};
use crate::model::DocFormat;

fn rendered(text: &str) -> Markdown {
    markdown(text, DocFormat::CommonMark)
}

fn shown(text: &str) -> String {
    rendered(text).lines.join("\n")
}

/// Compares the lines of all cases, joined by `|`.
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(rendered(text).lines.join("|"), *expected, "{text}");
    }
}

#[test]
fn inline_marks_keep_their_meaning() {
    check(&[
        ("Plain. Two\nlines.", "Plain.|Two lines."),
        ("*a* **b** ***c*** `d e`", "*a* **b** ***c*** `d e`"),
        ("# Title\ntext", "**Title**||text"),
        ("One  \nTwo\\\nThree", "One||Two||Three"),
        ("a\n\n---\n\nb", "a||b"),
        ("AT&amp;T \\*x\\* &#42;", "AT&T \\*x\\* \\*"),
        ("`` a`b ``", "``a`b``"),
    ]);
}

#[test]
fn links_lead_out_of_the_page_or_are_text() {
    check(&[
        (
            "[a](https://x.y) [b][r]\n\n[r]: https://x.z 't'",
            "[a](https://x.y) [b](https://x.z)",
        ),
        ("<https://x.y> <a@b.c>", "<https://x.y> [a@b.c](mailto:a@b.c)"),
        ("at https://x.y/z.", "at <https://x.y/z>."),
        (
            "[a](other.html) [b](/root) [c](#d) [Item] [Item](Item)",
            "a b c \\[Item\\] Item",
        ),
        ("![image](https://x.y/z.png) ok", "image ok"),
        ("[js](javascript:alert(1))", "js"),
    ]);
}

#[test]
fn rustdoc_neither_runs_nor_links_what_is_only_text() {
    check(&[
        ("```\nlet x = 1;\n```", "```text|let x = 1;|```"),
        ("```rust,no_run\nfn main() {}\n```", "```text|fn main() {}|```"),
        ("a\n\n    indented()\n", "a||```text|indented()|```"),
        ("~~~~\n```\n~~~~", "````text|```|````"),
        ("Vec<String> and <T>", "Vec\\<String> and \\<T>"),
        ("<script>alert(1)</script>", "alert(1)"),
        ("- [ ] todo [^1]", "- \\[ \\] todo \\[^1\\]"),
        ("~~gone~~ $a$", "\\~\\~gone\\~\\~ $a$"),
    ]);
}

#[test]
fn html_in_commonmark_means_what_it_means_elsewhere() {
    check(&[
        ("The <code>a</code> of <b>b</b>.", "The `a` of **b**."),
        ("*a*\n\n<ul>\n<li>b</li>\n</ul>\n\n*c*", "*a*||- b||*c*"),
        ("a <a\nhref='https://x.y'>b</a> <!-- c -->", "a [b](https://x.y)"),
        ("See <a>DescribeThing</a>.", "See `DescribeThing`."),
    ]);
}

#[test]
fn a_text_that_starts_with_a_block_of_html_is_html_throughout() {
    let html =
        "<p>One *a*.</p>\n\n         <p>Two <code>[x]</code>.</p>\n         <note>\n            <p>Three.</p></note>";
    for text in [html, "\n  <ul><li>a\n\n        b</li></ul>", "<pre>a\n\nb</pre>"] {
        assert_eq!(rendered(text), markdown(text, DocFormat::Html), "{text}");
    }
    assert_ne!(
        rendered("<code>a</code> *b*"),
        markdown("<code>a</code> *b*", DocFormat::Html)
    );
}

#[test]
fn tags_of_other_languages_are_text_in_html() {
    let text = "<p>The <code><range>\n<start>5</start></range></code> and the <Code> tag, a <BR>break</p>";
    assert_eq!(
        rendered(text).lines,
        [
            "The `<range> <start>5</start></range>` and the \\<Code> tag, a",
            "",
            "break"
        ]
    );
}

#[test]
fn lists_keep_their_numbers() {
    insta::assert_snapshot!(shown("Do:\n\n3. three\n4. four\n   2. no list\n\nThen:\n\n- a\n\n  5. five\n- b\n  1. one\n"), @r"
    Do:

    3. three
    4. four 2. no list

    Then:

    - a

      5. five

    - b

      1. one
    ");
}

#[test]
fn quotations_and_tables_are_kept_apart() {
    insta::assert_snapshot!(shown("> One. Two.\n>\n> - a\n\n| A | B |\n|---|---|\n| 1 | `2` |\n| | 3 |\n"), @r"
    > One.
    > Two.
    >
    > - a

    A – B

    1 – `2`

    3
    ");
}

#[test]
fn unknown_tags_are_reported() {
    let markdown = rendered("a <foo>b</foo>\n\n<bar>");
    assert_eq!(markdown.lines, ["a b", "", "\\<bar>"]);
    assert_eq!(markdown.unknown_tags, ["bar", "foo"]);
}
