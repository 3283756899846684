//! Breaks prose into lines, for a terminal and for playbooks.
//!
//! Commands are never wrapped and words are English, so it breaks at spaces alone. What else a library can do weighs 2.5 kB
//! (zopfli) in the file that is used without a network.

/// Gives `each` the lines of a text, none of them wider than `widths`: that of the first line, and that of those after it. A word that is
/// wider has a line of its own. Line ends stay; spaces at the end of a line go.
pub(crate) fn wrap<'t>(text: &'t str, widths: [usize; 2], each: &mut dyn FnMut(&'t str)) {
    for line in text.split('\n') {
        let [mut width, next_width] = widths;
        let (mut begin, mut place, mut taken) = (0, 0, 0);
        for word in line.split_inclusive(' ') {
            let columns = columns(word.trim_end_matches(' '));
            // A second space in a row stays where the first one is.
            if columns > 0 && taken + columns > width && place > begin {
                each(line[begin..place].trim_end_matches(' '));
                (width, begin, taken) = (next_width, place, 0);
            }
            place += word.len();
            taken += columns + usize::from(word.ends_with(' '));
        }
        each(line[begin..].trim_end_matches(' '));
    }
}

/// How many columns of a terminal a text takes: colours take none, letters of East Asia two.
pub(crate) fn columns(text: &str) -> usize {
    let (mut columns, mut in_colour) = (0, false);
    for letter in text.chars() {
        if letter == '\u{1b}' {
            in_colour = true;
        } else if in_colour {
            in_colour = !letter.is_ascii_alphabetic();
        } else {
            columns += if letter < '\u{1100}' { 1 } else { 2 };
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use textwrap::WordSplitter::NoHyphenation;

    use super::*;

    proptest! {
        #[test]
        fn it_is_what_the_library_does(
            text in "([a-z.,-]{0,9}|\u{1b}\\[1m[a-z]{1,9}\u{1b}\\[0m|[\u{e9}\u{11ff}\u{2013}\u{4e2d}]{1,4}| {1,3}|\n){0,30}",
            widths in [0..40_usize, 0..40_usize],
        ) {
            let indents = widths.map(|width| ".".repeat(40 - width));
            let options = textwrap::Options::new(40)
                .initial_indent(&indents[0])
                .subsequent_indent(&indents[1])
                .break_words(false)
                .word_splitter(NoHyphenation);
            let expected: Vec<_> = textwrap::wrap(&text, options)
                .iter()
                .map(|line| line.trim_start_matches('.').to_owned())
                .collect();
            let mut lines = Vec::new();
            wrap(&text, widths, &mut |line| lines.push(line.trim_start_matches('.').to_owned()));
            prop_assert_eq!(lines, expected);
        }
    }
}
