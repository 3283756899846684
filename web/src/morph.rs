//! From one markup to another with few changes: of an answer that differs in a sentence, that sentence is drawn.
//!
//! Both markups are the page's own: every element is closed, and no text holds a bracket.

/// Markup and its nodes, each before those inside it.
#[derive(Debug)]
pub struct Tree<'a> {
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
    /// Where it ends.
    end: usize,
    /// The node after it and all that is inside.
    after: usize,
}

/// Nodes beside each other, by their places in a tree.
#[derive(Clone, Debug)]
pub struct Nodes(Vec<usize>);

/// What becomes of the nodes inside an element, in their order.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_enums, reason = "the browser's side knows each")]
pub enum Change {
    /// A node stays as it is.
    Keep,
    /// A node goes.
    Remove,
    /// Elements come here.
    Insert(Nodes),
    /// An element stays, and its inside changes from one to the other.
    Within(Nodes, Nodes),
}

impl Nodes {
    /// How many they are.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl<'a> Tree<'a> {
    /// Reads markup; `None` where an element is not closed.
    pub fn read(markup: &'a str) -> Option<Self> {
        let (mut nodes, mut open, mut at) = (Vec::<Node>::new(), Vec::new(), 0);
        while at < markup.len() {
            let rest = &markup[at..];
            let is_tag = rest.starts_with('<');
            let end = at + if is_tag { rest.find('>')? + 1 } else { rest.find('<').unwrap_or(rest.len()) };
            if rest.starts_with("</") {
                let element = open.pop()?;
                let after = nodes.len();
                let node = nodes.get_mut::<usize>(element)?;
                (node.end, node.after) = (end, after);
            } else {
                if is_tag && !rest.starts_with("<input") {
                    open.push(nodes.len());
                }
                nodes.push(Node { start: at, tag: end, end, after: nodes.len() + 1 });
            }
            at = end;
        }
        open.is_empty().then_some(Self { markup, nodes })
    }

    /// The outermost nodes.
    pub fn roots(&self) -> Nodes {
        self.beside(0, self.nodes.len())
    }

    /// The markup of some nodes.
    pub fn markup(&self, nodes: &Nodes) -> &'a str {
        let ends = nodes.0.first().zip(nodes.0.last());
        ends.map_or("", |(first, last)| &self.markup[self.nodes[*first].start..self.nodes[*last].end])
    }

    fn beside(&self, first: usize, end: usize) -> Nodes {
        let next = |place: &usize| Some(self.nodes.get(*place)?.after);
        Nodes(core::iter::successors(Some(first), next).take_while(|place| *place < end).collect())
    }

    fn inside(&self, place: usize) -> Nodes {
        self.beside(place + 1, self.nodes[place].after)
    }

    fn whole(&self, place: usize) -> &'a str {
        let node = self.nodes[place];
        &self.markup[node.start..node.end]
    }

    /// The tag of an element that may hold others; `None` where it is a text or cannot.
    fn tag(&self, place: usize) -> Option<&'a str> {
        let node = self.nodes[place];
        (node.tag < node.end).then(|| &self.markup[node.start..node.tag])
    }
}

/// How some nodes become others; `None` where all of them are to be replaced, since text changes: that has no element of its
/// own.
pub fn changes(old: &Tree<'_>, olds: &Nodes, new: &Tree<'_>, news: &Nodes) -> Option<Vec<Change>> {
    let same = |one: usize, other: usize| old.whole(one) == new.whole(other);
    // An element that keeps its tag stays.
    let within = |one: usize, other: usize| {
        let keeps = old.tag(one).is_some() && old.tag(one) == new.tag(other);
        keeps.then(|| Change::Within(old.inside(one), new.inside(other)))
    };
    let Nodes(olds) = olds;
    let Nodes(news) = news;
    let mut texts = olds.iter().map(|one| old.whole(*one)).chain(news.iter().map(|one| new.whole(*one)));
    if texts.any(|node| !node.starts_with('<')) {
        let pairs = olds.iter().zip(news);
        let pairs = pairs
            .map(|(one, other)| if same(*one, *other) { Some(Change::Keep) } else { within(*one, *other) });
        return (olds.len() == news.len()).then(|| pairs.collect())?;
    }
    let (mut rest, mut changes) = (&olds[..], Vec::with_capacity(olds.len()));
    for (place, other) in news.iter().enumerate() {
        if let Some(gone) = rest.iter().position(|one| same(*one, *other)) {
            changes.extend((0..gone).map(|_| Change::Remove));
            changes.push(Change::Keep);
            rest = &rest[gone + 1..];
        } else if let Some((one, after)) = rest.split_first()
            && !news[place..].iter().any(|other| same(*one, *other))
            && let Some(change) = within(*one, *other)
        {
            changes.push(change);
            rest = after;
        } else if let Some(Change::Insert(elements)) = changes.last_mut() {
            elements.0.push(*other);
        } else {
            changes.push(Change::Insert(Nodes(vec![*other])));
        }
    }
    changes.extend(rest.iter().map(|_| Change::Remove));
    Some(changes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the browser does, with text; each change is noted by its first letter.
    fn changed(old: &Tree<'_>, olds: &Nodes, new: &Tree<'_>, news: &Nodes, noted: &mut String) -> String {
        let Some(changes) = changes(old, olds, new, news) else {
            noted.push('*');
            return new.markup(news).to_owned();
        };
        let mut places = olds.0.iter().copied();
        let mut html = String::new();
        for change in changes {
            match change {
                Change::Keep => {
                    noted.push('K');
                    html += old.whole(places.next().unwrap());
                }
                Change::Remove => {
                    noted.push('R');
                    assert!(places.next().is_some());
                }
                Change::Insert(elements) => {
                    noted.push('I');
                    html += new.markup(&elements);
                }
                Change::Within(olds, news) => {
                    noted.push('(');
                    let place = places.next().unwrap();
                    let (tag, whole) = (old.tag(place).unwrap(), old.whole(place));
                    html += tag;
                    html += &changed(old, &olds, new, &news, noted);
                    html += &whole[whole.rfind('<').unwrap()..];
                    noted.push(')');
                }
            }
        }
        assert_eq!(places.next(), None);
        html
    }

    /// The new markup as it comes about, and how.
    fn morphed(old: &str, new: &str) -> (String, String) {
        let (old, new) = (Tree::read(old).unwrap(), Tree::read(new).unwrap());
        let mut noted = String::new();
        let html = changed(&old, &old.roots(), &new, &new.roots(), &mut noted);
        (html, noted)
    }

    fn tree() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            Just("<input type=\"checkbox\">".to_owned()),
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
            let _ = Tree::read(&text).map(|tree| tree.markup(&tree.roots()).len());
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
