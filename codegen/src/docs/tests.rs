//! What texts of models become.

mod commonmark;
mod properties;

use super::Markdown;
use crate::model::DocFormat;

fn markdown(html: &str) -> Markdown {
    super::markdown(html, DocFormat::Html)
}

/// Compares the lines of all cases, joined by `|`.
fn check(cases: &[(&str, &str)]) {
    let actual: Vec<_> = cases
        .iter()
        .map(|(html, _)| (*html, markdown(html).lines.join("|")))
        .collect();
    let wrong: Vec<_> = actual
        .iter()
        .zip(cases)
        .filter(|((_, actual), (_, expected))| actual != expected)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn styles_become_marks() {
    let cases = [
        (
            "<p>The <code>Foo</code> of <i>it</i> is <b>bold</b>.</p>",
            "The `Foo` of *it* is **bold**.",
        ),
        (
            "<p>Blanks <b> inside </b>and <code> code </code>.</p>",
            "Blanks **inside** and `code`.",
        ),
        ("<p>a<b>b</b>c and x<i>.cfg</i>y</p>", "a**b**c and x.cfgy"),
        ("<p><b><i>both</i></b></p>", "***both***"),
        (
            "<p><code>a[0] &lt;b&gt; *c*</code> <code>`</code></p>",
            "`a[0] <b> *c*` `` ` ``",
        ),
        (
            "<p>Set <code>x </code>. Use <code>.zip</code> or <code>.../<i>a</i> </code>!</p>",
            "Set `x`.|Use `.zip` or `.../a`!",
        ),
        (
            "<p><b>Note:</b>text, <b>Note:</b><code>x</code>, <b>a</b><i>b</i></p>",
            "Note:text, **Note:**`x`, **a**b",
        ),
    ];
    check(&cases);
}

#[test]
fn links_lead_somewhere_or_are_text() {
    let cases = [
        (
            "<p>See <a href=\"https://a.b/c?d=1&amp;e=(2)\">the <code>X</code> page</a>.</p>",
            "See [the `X` page](https://a.b/c?d=1&e=%282%29).",
        ),
        (
            "<p><code> <a href='https://a.b'>GetX</a> </code> it</p>",
            "[`GetX`](https://a.b) it",
        ),
        (
            "<p>Use <a>DescribeX</a> and <a>two words</a></p>",
            "Use `DescribeX` and two words",
        ),
        (
            "<p><a href=\"#top\">here</a> or <a href=\"/ec2/x\">there</a></p>",
            "here or [there](https://docs.aws.amazon.com/ec2/x)",
        ),
        ("<p><a href=\"https://a.b/\">https://a.b/</a></p>", "<https://a.b/>"),
        (
            "<p>At https://a.b/c, (see http://x.y). Or https://{id}.a.b.</p>",
            "At <https://a.b/c>, (see <http://x.y>).|Or `https://{id}.a.b`.",
        ),
        (
            "<p><code><a>Get</a>.</code> <code>A</code><code>B</code><a>C</a></p>",
            "`Get.` `ABC`",
        ),
        ("<p>Look!<a href=\"https://a.b\">x</a></p>", "Look\\![x](https://a.b)"),
        (
            "<p>(https://a.b/c_(d)), 'https://a.b'. https://a.b/<id></p>",
            "(<https://a.b/c_(d)>), '<https://a.b>'.|<https://a.b/>\\<id>",
        ),
        (
            "<p><a href=\"https://a.b?c&amp;lt;d e\">f</a> <a href = 'https://a.b/\"c'>d_</a></p>",
            "[f](https://a.b?c&amp;lt;d%20e) [d\\_](https://a.b/\"c)",
        ),
        (
            "<p><a href=\"https://a.b\"> </a> <a href=\"x\"> </a>c</p>",
            "<https://a.b> c",
        ),
        (
            "<a href='https://a.b'><code>[a]:b</code></a>, https://{a}<code>b</code>",
            "[\\[a\\]:b](https://a.b), `https://{a}` `b`",
        ),
    ];
    check(&cases);
}

#[test]
fn text_is_not_read_as_markdown() {
    let cases = [
        (
            "<p>array[0] &lt;ARN&gt; a*b _c_ d_e `f` \\g ~h</p>",
            "array\\[0\\] \\<ARN> a\\*b \\_c\\_ d_e \\`f\\` \\\\g \\~h",
        ),
        (
            "<p>AT&amp;T &amp;lt; &unknown; &#150; &#x2028;end</p>",
            "AT&T \\&lt; \\&unknown; – end",
        ),
        ("<p># no heading</p>", "\\# no heading"),
        ("<p>1. no list</p>", "1\\. no list"),
        ("<p>- no list</p><p>-1 is a number</p>", "\\- no list||-1 is a number"),
        ("<p>&gt; no quotation</p>", "\\> no quotation"),
        ("<p>Pass --volume or a -- b</p>", "Pass -\\-volume or a -\\- b"),
        ("<p>a | b</p><p>| a |</p><p>: -</p>", "a | b||\\| a |||\\: -"),
        ("<p>= a</p><p>+ a</p><p>2020) a</p>", "\\= a||\\+ a||2020\\) a"),
        ("<p>a&nbsp;&thinsp;b\u{202e}c\u{200b}\u{1}d\r\n\te</p>", "a bcd e"),
    ];
    check(&cases);
}

#[test]
fn sloppy_html_keeps_its_text() {
    let cases = [
        ("<p>Plain.</p>", "Plain."),
        ("No tags at all", "No tags at all"),
        ("<p>x < 5 and y <= 6</p>", "x \\< 5 and y \\<= 6"),
        ("<p>arn:<region>:x</p>", "arn:\\<region>:x"),
        ("<text>kept</text>", "kept"),
        ("<!-- hidden --><p>shown</p>", "shown"),
        ("<p>unclosed <code>code</p><p>next</p>", "unclosed `code`||next"),
        ("<p>One<br/>Two</p>", "One||Two"),
        ("a <b and <code>c</code>", "a \\<b and `c`"),
        ("a <!-- b", "a \\<!-\\- b"),
        ("a </id> </p> b", "a \\</id>||b"),
        ("<a href=\"https://a.b>c</a>", "[c](https://a.b)"),
        ("<dl><dt>a<p>b</p></dt><dd>c</dd></dl>", "- **a b**: c"),
        ("", ""),
        ("<p> </p>", ""),
        ("<", "\\<"),
        ("<a", "\\<a"),
    ];
    check(&cases);
}

#[test]
fn a_sentence_is_a_line() {
    let cases = [
        (
            "<p>One. Two! Three? <code>Four</code> is.</p>",
            "One.|Two!|Three?|`Four` is.",
        ),
        (
            "<p>For example, e.g. Amazon, i.e. AWS. It (e.g. This) ends.</p>",
            "For example, e.g. Amazon, i.e. AWS.|It (e.g. This) ends.",
        ),
        (
            "<p>Version 1.2 of node.js. then v. Lower</p>",
            "Version 1.2 of node.js. then v. Lower",
        ),
        (
            "<p>(In brackets.) Next. \"Quoted.\" Last.</p>",
            "(In brackets.)|Next.|\"Quoted.\"|Last.",
        ),
        ("<p><b>Bold. Still.</b> End.</p>", "**Bold.|Still.**|End."),
        (
            "<p>See <a href=\"https://a.b\">One. Two</a>. Three.</p>",
            "See [One. Two](https://a.b).|Three.",
        ),
        ("<p>1. Create. Use 5. Then</p>", "1\\. Create.|Use 5.|Then"),
    ];
    check(&cases);
}

fn shown(html: &str) -> String {
    markdown(html).lines.join("\n")
}

#[test]
fn lists_nest() {
    let html = "<p>Values:</p> <ul> <li> <p> <code>A</code> - First. More.</p> </li> <li>Second <ol><li>x</li><li>y</li></ol> \
                </li> <li> <ul> <li><p>deep</p></li> </ul> </li> <li></li> </ul> <p>After.</p>";
    insta::assert_snapshot!(shown(html), @r"
    Values:

    - `A` - First.
      More.
    - Second
      1. x
      2. y
    - - deep

    After.
    ");
}

#[test]
fn items_with_several_paragraphs_stand_apart() {
    let html = "<ul><li><p>One.</p><p>More of one.</p></li><li><p>Two.</p><pre>code\n  here</pre></li></ul>";
    insta::assert_snapshot!(shown(html), @r"
    - One.

      More of one.

    - Two.

      ```text
      code
        here
      ```
    ");
}

#[test]
fn notes_are_quotations() {
    let html = "<note> <p>Careful. Really.</p> <ul><li>a</li></ul> </note> <important> <ul><li>b</li></ul> </important><note/>";
    insta::assert_snapshot!(shown(html), @r"
    > **Note:** Careful.
    > Really.
    >
    > - a

    > **Important:**
    >
    > - b
    ");
}

#[test]
fn definitions_are_items() {
    let html = "<dl> <dt>FAILED</dt> <dd> <p>It failed. Sorry.</p> </dd> <dt><code>X</code></dt> <dd>Y</dd> <dt/> <dd>alone</dd> \
                <dt>Z</dt> <dd><ul><li>z</li></ul></dd> </dl>";
    insta::assert_snapshot!(shown(html), @r"
    - **FAILED**: It failed.
      Sorry.
    - `X`: Y
    - alone
    - **Z**
      - z
    ");
}

#[test]
fn what_is_not_closed_or_not_open_keeps_its_text() {
    let html = "<li>One<li>Two</ul>three<ol><li>a</ol><ol><li>b</li> between<li>c</ol><pre>x\r\n\ty<br>z\u{202e}";
    insta::assert_snapshot!(shown(html), @r"
    - One
    - Two

    three

    1. a

    1) b

       between

    2) c

    ```text
    x
        y
    z
    ```
    ");
}

#[test]
fn tables_degrade_to_lines_and_code_is_fenced() {
    let html = "<h2>Title</h2><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>\
                <pre><code>\n{ \"a\": 1 }\n```\n</code></pre>";
    insta::assert_snapshot!(shown(html), @r#"
    **Title**

    A – B

    1 – 2

    ````text
    { "a": 1 }
    ```
    ````
    "#);
}

#[test]
fn unknown_tags_are_reported_once() {
    let markdown = markdown("<p><foo>a</foo> <foo>b</foo> <N> <bar/></p>");
    assert_eq!(markdown.lines, ["a b \\<N> \\<bar/>"]);
    assert_eq!(markdown.unknown_tags, ["bar", "foo", "n"]);
}

#[test]
fn no_nesting_is_too_deep() {
    for tag in ["ul", "li", "dl", "dd", "note", "b", "p", "pre", "foo"] {
        let html = format!(
            "{}x{}",
            format!("<{tag}>").repeat(5_000),
            format!("</{tag}>").repeat(5_000)
        );
        assert!(shown(&html).contains('x'), "{tag}");
    }
    assert_eq!(shown(&"<a b=\"".repeat(5_000)).matches("\\<").count(), 5_000);
}
