//! From one markup to another with few changes: of an answer that differs in a sentence, that sentence is drawn.
//!
//! Both markups are the page's own: every element is closed, or cannot hold others, and no text holds a bracket.

/// Where a markup stands and becomes another: at an element, and at the node in it that is next.
pub trait Document {
    /// Draws all of the element.
    fn fill(&mut self, markup: &str);
    /// Begins at the element's first node; whether it has as many as that.
    fn begin(&mut self, count: usize) -> bool;
    /// Leaves the next node as it is.
    fn keep(&mut self);
    /// Takes the next node away.
    fn remove(&mut self);
    /// Puts an element before the next node; whether it could.
    fn insert(&mut self, markup: &str) -> bool;
    /// Goes into the next node; whether it is an element.
    fn enter(&mut self) -> bool;
    /// Goes back out of it, and past it.
    fn leave(&mut self);
}

/// Brings what is inside an element from one markup to another. What stays keeps what is open, ticked or chosen there.
pub fn morph(document: &mut impl Document, old: &str, new: &str) {
    match Tree::read(old).zip(Tree::read(new)) {
        Some((old, new)) => within(document, (&old, 0), (&new, 0)),
        None => document.fill(new),
    }
}

fn within(document: &mut impl Document, old: (&Tree<'_>, usize), new: (&Tree<'_>, usize)) {
    if follow(document, old, new).is_none() {
        document.fill(new.0.inner(new.1));
    }
}

/// `None` where all is to be drawn: where text changes, which has no element of its own, or where the document is not what the
/// old markup says, as after a translation by the browser. Then nothing there can be told apart.
fn follow(
    document: &mut impl Document,
    (old, from): (&Tree<'_>, usize),
    (new, to): (&Tree<'_>, usize),
) -> Option<()> {
    let (mut olds, mut news) = (old.inside(from), new.inside(to));
    let same = |one: usize, other: usize| old.whole(one) == new.whole(other);
    let count = olds.clone().count();
    let has_text = olds.clone().any(|one| old.is_text(one)) || news.clone().any(|other| new.is_text(other));
    if (has_text && count != news.clone().count()) || !document.begin(count) {
        return None;
    }
    while let (rest, Some(other)) = (news.clone(), news.next()) {
        let next = olds.clone().next();
        let same_as = olds.clone().position(|one| same(one, other));
        if let Some(gone) = same_as.filter(|gone| !has_text || *gone == 0) {
            (0..gone).for_each(|_| document.remove());
            document.keep();
            olds.nth(gone);
        } else if let Some(one) = next
            && (has_text || !{ rest }.any(|other| same(one, other)))
            && old.tag(one).is_some()
            // An element that keeps its tag stays.
            && old.tag(one) == new.tag(other)
        {
            document.enter().then_some(())?;
            within(document, (old, one), (new, other));
            document.leave();
            olds.next();
        } else if has_text {
            return None;
        } else {
            document.insert(new.whole(other)).then_some(())?;
        }
    }
    olds.for_each(|_| document.remove());
    Some(())
}

/// Markup and its nodes, each before those inside it; the first is around all.
#[derive(Debug)]
struct Tree<'a> {
    markup: &'a str,
    nodes: Vec<Node>,
}

/// An element or a text.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// Where it begins in the markup.
    start: usize,
    /// Where its tag ends; the node's end where nothing is inside.
    tag: usize,
    /// Where what is inside ends.
    close: usize,
    /// Where it ends.
    end: usize,
    /// The node after it and all that is inside; the element around it while it is being read.
    after: usize,
}

impl<'a> Tree<'a> {
    /// Reads markup; `None` where an element is not closed.
    fn read(markup: &'a str) -> Option<Self> {
        let (mut at, mut around, close) = (0, 0_usize, markup.len());
        let mut nodes = vec![Node { start: 0, tag: 0, close, end: close, after: 0 }];
        while at < close {
            let rest = &markup[at..];
            let is_tag = rest.starts_with('<');
            let end = at + if is_tag { rest.find('>')? + 1 } else { rest.find('<').unwrap_or(rest.len()) };
            let place = nodes.len();
            if rest.starts_with("</") {
                // Nothing is around all of it.
                let node = nodes[1..].get_mut(around.checked_sub(1)?)?;
                around = node.after;
                (node.close, node.end, node.after) = (at, end, place);
            } else {
                // An element without an inside has no end of its own, either; in a picture it says so.
                let is_open = is_tag && !rest.starts_with("<input") && !markup[..end].ends_with("/>");
                let after = if is_open { around } else { place + 1 };
                nodes.push(Node { start: at, tag: end, close: end, end, after });
                around = if is_open { place } else { around };
            }
            at = end;
        }
        nodes[0].after = nodes.len();
        (around == 0).then_some(Self { markup, nodes })
    }

    /// The nodes inside an element.
    fn inside(&self, place: usize) -> impl Iterator<Item = usize> + Clone {
        let end = self.nodes[place].after;
        let next = |place: &usize| self.nodes.get(*place).map(|node| node.after);
        core::iter::successors(Some(place + 1), next).take_while(move |place| *place < end)
    }

    fn inner(&self, place: usize) -> &'a str {
        let node = self.nodes[place];
        &self.markup[node.tag..node.close]
    }

    fn whole(&self, place: usize) -> &'a str {
        let node = self.nodes[place];
        &self.markup[node.start..node.end]
    }

    fn is_text(&self, place: usize) -> bool {
        !self.whole(place).starts_with('<')
    }

    /// The tag of an element that may hold others; `None` where it is a text or cannot.
    fn tag(&self, place: usize) -> Option<&'a str> {
        let node = self.nodes[place];
        (node.tag < node.end).then(|| &self.markup[node.start..node.tag])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the browser does, with text; each change is noted by its first letter.
    struct Text<'a> {
        old: Tree<'a>,
        /// The elements that were entered, each with what is there of its inside and with its next node.
        entered: Vec<(usize, String, usize)>,
        noted: String,
    }

    impl Text<'_> {
        fn at(&mut self) -> &mut (usize, String, usize) {
            self.entered.last_mut().unwrap()
        }

        /// The next node, which is left behind.
        fn next(&mut self) -> usize {
            let (host, place) = (self.at().0, self.at().2);
            assert!(place < self.old.nodes[host].after);
            self.at().2 = self.old.nodes[place].after;
            place
        }
    }

    impl Document for Text<'_> {
        fn fill(&mut self, markup: &str) {
            self.noted.push('*');
            self.at().1 = markup.to_owned();
        }

        fn begin(&mut self, count: usize) -> bool {
            let host = self.at().0;
            *self.at() = (host, String::new(), host + 1);
            self.old.inside(host).count() == count
        }

        fn keep(&mut self) {
            self.noted.push('K');
            let place = self.next();
            self.entered.last_mut().unwrap().1 += self.old.whole(place);
        }

        fn remove(&mut self) {
            self.noted.push('R');
            self.next();
        }

        fn insert(&mut self, markup: &str) -> bool {
            self.noted.push('I');
            self.at().1 += markup;
            true
        }

        fn enter(&mut self) -> bool {
            self.noted.push('(');
            let place = self.next();
            self.entered.push((place, String::new(), place + 1));
            self.old.tag(place).is_some()
        }

        fn leave(&mut self) {
            self.noted.push(')');
            let (place, inside, _) = self.entered.pop().unwrap();
            let whole = self.old.whole(place);
            let (tag, end) = (self.old.tag(place).unwrap(), &whole[whole.rfind('<').unwrap()..]);
            self.entered.last_mut().unwrap().1 += &[tag, &inside, end].concat();
        }
    }

    /// The new markup as it comes about, and how.
    fn morphed(old: &str, new: &str) -> (String, String) {
        let tree = Tree::read(old).unwrap();
        let mut text = Text { old: tree, entered: vec![(0, String::new(), 1)], noted: String::new() };
        morph(&mut text, old, new);
        let (_, html, _) = text.entered.pop().unwrap();
        assert!(text.entered.is_empty());
        (html, text.noted)
    }

    fn tree() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            Just("<input type=\"checkbox\">".to_owned()),
            Just("<path d=\"M0 0\"/>".to_owned()),
            "[a-c&;\u{e4}]{1,3}",
            "[a-c]{0,2}".prop_map(|text| format!("<b>{text}</b>")),
        ];
        leaf.prop_recursive(4, 40, 6, |inside| {
            (proptest::collection::vec(inside, 0..6), 0_usize..3).prop_map(|(inside, tag)| {
                let (tag, name) = [("p", "p"), ("p class=\"x\"", "p"), ("ul", "ul")][tag];
                format!("<{tag}>{}</{name}>", inside.concat())
            })
        })
    }

    proptest! {
        #[test]
        fn every_markup_becomes_every_other(old in tree(), new in tree()) {
            prop_assert_eq!(morphed(&old, &new).0, new);
        }

        #[test]
        fn what_is_no_markup_is_refused_or_read(text in "[<>/pi\u{e4} ]{0,12}") {
            let _ = Tree::read(&text).map(|tree| tree.inside(0).map(|place| tree.whole(place).len()).sum::<usize>());
        }
    }

    fn how(old: &str, new: &str) -> String {
        let (html, noted) = morphed(old, new);
        assert_eq!(html, new);
        noted
    }

    #[test]
    fn of_a_list_only_what_differs_is_drawn() {
        let step = |word: &&str| ["<li><b>", word, "</b></li>"].concat();
        let steps = |words: &[&str]| words.iter().map(step).collect::<String>();
        let (old, new) = (steps(&["one", "two", "four"]), steps(&["one", "three", "four", "five"]));
        assert_eq!(how(&old, &new), "K((*))KI");
        assert_eq!(how(&new, &old), "K((*))KR");
        assert_eq!(how(&steps(&["one", "two"]), &steps(&["new", "one", "two"])), "IKK");
        assert_eq!(how(&steps(&["one", "two"]), &steps(&["two"])), "RK");
    }

    #[test]
    fn another_element_comes_in_the_place_of_the_old() {
        assert_eq!(how("<p class=\"a\">x</p>", "<p class=\"b\">x</p>"), "IR");
    }

    #[test]
    fn a_text_is_replaced_with_all_that_is_beside_it() {
        assert_eq!(how("of <b>2</b>", "of <b>3</b>"), "K(*)");
        assert_eq!(how("of <b>2</b>", "at <b>2</b>"), "*");
        assert_eq!(how("<b>2</b>", "<b>2</b>."), "*");
        assert_eq!(how("", "<b>2</b>"), "I");
    }
}
