//! CB503: a number that announces a list, and the list that follows.

use std::ops::Range;

use super::Text;
use crate::diagnostic::Diagnostic;
use crate::faults::chiffres as faults;
use crate::prose::{Block, Kind, Mention, Place, Unit, Words};
use crate::text::Span;
use crate::value::quantite::Forme;

/// The figures that a list bears out: the index of each mention.
#[derive(Debug, Default)]
pub(super) struct Lists {
    announcing: Vec<usize>,
}

impl Lists {
    /// Tells whether a list of that length follows a figure.
    pub(super) fn announces(&self, mention: usize) -> bool {
        self.announcing.binary_search(&mention).is_ok()
    }
}

/// Words after which a list does not tell all.
const OPEN: &[&str] = &[
    "notamment", "exemple", "parmi", "dont", "etc", "entre", "comme", "tels", "telles", "particulier", "suite",
    "extraits", "moins", "ainsi",
];

/// How many words a list within a paragraph has at most, and how many items a list of its own: longer ones are not counted.
const LONGEST: usize = 1_000;

/// What a list holds, as far as it can be told.
struct Listed {
    least: u64,
    most: u64,
    there: Span,
}

/// Compares every number that announces a list with it.
pub(super) fn check(text: &Text<'_>, findings: &mut Vec<Diagnostic>) -> Lists {
    let mut lists = Lists::default();
    let blocks = &text.prose.blocks;
    for (index, block) in blocks.iter().enumerate() {
        let tokens = block.words.tokens.len();
        // A list that follows the block.
        if let Some((colon, announced)) = announces_next(block)
            && let Some(listed) = following(text, index)
        {
            compare(text, index, colon, &announced, &listed, findings, &mut lists);
        }
        // A list within the sentence: « trois défis : a, b et c ».
        let colons = (0..tokens).filter(|at| block.words.is_mark(*at, ':') && !block.is_quoted(*at));
        for colon in colons {
            let sentence = block.words.sentence(colon);
            if colon + 1 >= sentence.end || sentence.start >= colon {
                continue;
            }
            let end = end_of_list(block, colon, &sentence, tokens);
            if let Some(listed) = within(text, index, colon + 1..end) {
                compare(text, index, colon, &(sentence.start..colon), &listed, findings, &mut lists);
            }
        }
    }
    lists.announcing.sort_unstable();
    lists
}

/// Finds the tokens that announce the list after a block: its last sentence, where it ends with a colon.
fn announces_next(block: &Block) -> Option<(usize, Range<usize>)> {
    let last = block.words.tokens.len().checked_sub(1)?;
    if block.place == Place::Cell || block.place == Place::Quote || block.is_quoted(last) {
        return None;
    }
    let sentence = block.words.sentence(last);
    if block.words.is_mark(last, ':') {
        return Some((last, sentence));
    }
    let follows = sentence
        .clone()
        .any(|at| matches!(block.words.word(at), "suivants" | "suivantes" | "voici" | "suivant" | "suit"));
    follows.then_some((last + 1, sentence))
}

/// Returns the list right after a block.
fn following(text: &Text<'_>, index: usize) -> Option<Listed> {
    let blocks = &text.prose.blocks;
    let own = blocks.get(index)?;
    let first = blocks.get(index + 1)?;
    let Place::Item { list, depth } = first.place else { return None };
    if let Place::Item { depth: above, .. } = own.place
        && depth <= above
    {
        return None;
    }
    // « - 3 mairies », « - accueil : 5 » are numbers of things.
    let (mut count, mut numbered) = (0, 0);
    for block in blocks.get(index + 1..)? {
        match block.place {
            Place::Item { list: same, .. } if same == list => {
                count += 1;
                let all = 0..block.words.tokens.len();
                numbered += u64::from(are_counted(&block.words, &[all]));
                if count > LONGEST as u64 || is_open(&block.words) {
                    return None;
                }
            }
            Place::Item { depth: deeper, .. } if deeper > depth => {}
            Place::Within => {}
            _ => break,
        }
    }
    let there = first.span(0..first.words.tokens.len().min(1));
    (count >= 2 && numbered * 2 < count).then_some(Listed { least: count, most: count, there })
}

/// Tells whether an item says that there are more: « … », « etc. ».
fn is_open(words: &Words) -> bool {
    let last = words.tokens.len().saturating_sub(1);
    let end = if words.is_mark(last, '.') { last.saturating_sub(1) } else { last };
    words.is_mark(last, '…') || words.word(end) == "etc" || words.is_mark(0, '…') && last < 2
}

/// Finds where a list within a paragraph ends: with the sentence, or, where points part its items with semicolons, with the last of them.
fn end_of_list(block: &Block, colon: usize, sentence: &Range<usize>, tokens: usize) -> usize {
    let mut end = sentence.end;
    // A semicolon ends a sentence, and not a list.
    while end < tokens && end < colon + LONGEST && block.words.is_mark(end - 1, ';') {
        let next = block.words.sentence(end);
        if next.end <= end {
            break;
        }
        end = next.end;
    }
    end.max(colon + 1)
}

/// Words of a sentence: what holds them is no plain enumeration.
const VERBS: &[&str] =
    &["qui", "que", "dont", "est", "sont", "a", "ont", "c", "il", "elle", "on", "ce", "n", "nous", "se"];

/// Counts the items between two tokens: parted by semicolons, else by commas and a last « et ».
fn within(text: &Text<'_>, index: usize, range: Range<usize>) -> Option<Listed> {
    let block = text.prose.blocks.get(index)?;
    let words = &block.words;
    let there = text.span(index, range.start..range.start + 1);
    let has = |marks: &[char]| range.clone().any(|at| marks.iter().any(|mark| words.is_mark(at, *mark)));
    let open = range.clone().any(|at| matches!(words.word(at), "etc" | "notamment" | "exemple"));
    if open || has(&['…', '/', '=']) {
        return None;
    }
    let at_mark = |mark: char| range.clone().filter(|at| words.is_mark(*at, mark) && *at + 1 < range.end).collect();
    let semicolons: Vec<usize> = at_mark(';');
    if let Some(last) = semicolons.last() {
        let items = items(&range, &semicolons);
        // « a ; b ; c et d » ends with one item, or two.
        let two = (*last..range.end).any(|at| words.word(at) == "et");
        let count = items.len() as u64;
        let listed = Listed { least: count, most: count + u64::from(two), there };
        return (!are_counted(words, &items)).then_some(listed);
    }
    if has(&['(', '«', ':', '—', '–']) {
        return None;
    }
    let mut cuts: Vec<usize> = at_mark(',');
    let last = *cuts.last()?;
    let is_and = |at: &usize| matches!(words.word(*at), "et" | "ou");
    let and: Vec<usize> = range.clone().filter(is_and).collect();
    // « a, b et c » ends with « et »; without it, the commas may part anything.
    let [and] = and[..] else { return None };
    if and < last || range.clone().any(|at| VERBS.contains(&words.word(at))) {
        return None;
    }
    cuts.push(and);
    let items = items(&range, &cuts);
    let long = items.iter().any(|item| item.is_empty() || item.len() > 7);
    // « une infirmière, mère de deux enfants, un lycéen et … »: what has no article says more of what stands before it.
    let article =
        |item: &Range<usize>| matches!(words.word(item.start), "un" | "une" | "le" | "la" | "l" | "les" | "des" | "du");
    let mixed = items.iter().any(article) && !items.iter().all(article);
    let count = items.len() as u64;
    (!long && !mixed && !are_counted(words, &items)).then_some(Listed { least: count, most: count, there })
}

/// Parts a range at some of its tokens.
fn items(range: &Range<usize>, cuts: &[usize]) -> Vec<Range<usize>> {
    let mut from = range.start;
    let mut items = Vec::with_capacity(cuts.len() + 1);
    for cut in cuts.iter().copied().chain([range.end]) {
        items.push(from..cut);
        from = cut + 1;
    }
    items
}

/// Tells whether items are numbers of things rather than things: « 8 élus, 10 habitants et 6 agents », « accueil : 5 ».
fn are_counted(words: &Words, items: &[Range<usize>]) -> bool {
    let is_number = |at: usize| words.is_digits(at) || NUMBERS.contains(&words.word(at));
    let counted = |item: &&Range<usize>| {
        is_number(item.start)
            || item.end > item.start && (words.is_digits(item.end - 1) || words.is_digits(item.end.saturating_sub(2)))
    };
    items.iter().filter(counted).count() * 2 >= items.len()
}

/// Numbers that may open an item, « un » aside: it is an article too.
const NUMBERS: &[&str] =
    &["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "quinze", "vingt"];

/// Compares the figures of a stretch of a block with the list it announces.
fn compare(
    text: &Text<'_>,
    block: usize,
    colon: usize,
    announced: &Range<usize>,
    listed: &Listed,
    findings: &mut Vec<Diagnostic>,
    lists: &mut Lists,
) {
    let stretch = announced.start..announced.end.min(colon);
    let here: Vec<(usize, &Mention)> = text
        .prose
        .mentions_in(block, stretch)
        .filter_map(|index| Some((index, text.prose.mentions.get(index)?)))
        .collect();
    let Some(words) = text.prose.blocks.get(block).map(|block| &block.words) else { return };
    // « Voici ce que les 40 participants ont demandé : » announces what they asked for.
    let other = announced
        .clone()
        .any(|at| words.word(at) == "ce" && matches!(words.word(at + 1), "que" | "qu" | "dont" | "qui"));
    let open = other || announced.clone().any(|at| OPEN.contains(&words.word(at)) && at < colon);
    if open {
        return;
    }
    // « d’autres » numbers may be what the list counts: only where none of them fits is one wrong.
    let counts: Vec<(usize, &Mention, u64)> = here
        .iter()
        .filter(|(_, mention)| announcing(mention))
        .filter_map(|(index, mention)| Some((*index, *mention, mention.quantity.whole()?)))
        .collect();
    if let Some((index, ..)) = counts.iter().find(|(_, _, count)| (listed.least..=listed.most).contains(count)) {
        lists.announcing.push(*index);
        return;
    }
    // Numbers in the noun of the list that are no plain count make it impossible to tell.
    if here.len() != counts.len() {
        return;
    }
    // The subject of the sentence, or what stands right before the colon.
    let near = |mention: &Mention| colon.saturating_sub(mention.tokens.end) <= 1;
    let chosen = match &*counts {
        [one] => Some(*one),
        several => several.iter().copied().rev().find(|(_, mention, _)| near(mention)),
    };
    let Some((_, mention, count)) = chosen else { return };
    // A single figure far from its list, with other words between, may count something else.
    let between = mention.tokens.end..colon;
    // « (elle, et trois voisines) : » announces nothing of them.
    let bracketed = between.clone().any(|at| words.is_mark(at, ')'));
    let other_noun = between.clone().filter(|at| words.kind(*at) == Some(Kind::Word)).count() > 14
        || between.clone().any(|at| words.is_mark(at, ','));
    if bracketed || other_noun && !near(mention) || count < 2 || mention.quantity.whole().is_none() {
        return;
    }
    let span = text.span(mention.block, mention.tokens.clone());
    let said = text.words(mention.block, mention.tokens.clone());
    findings.push(faults::enumeration_fausse(&said, listed.least, span, listed.there));
}

/// Tells whether a figure may announce a list: a small count of things, said of all of them.
fn announcing(mention: &Mention) -> bool {
    let exact = mention.quantity.forme() == Forme::Exact && !mention.quantity.is_percent() && mention.of.is_none();
    let things = mention.unit == Unit::Things && mention.noun.is_some();
    let small = mention.quantity.whole().is_some_and(|count| count <= 60);
    exact && things && small && !mention.dont && !mention.scope.quoted && !mention.scope.denied
}
