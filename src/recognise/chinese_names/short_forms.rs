//! What bodies are called once their names in full are known.

use crate::recognise::Recogniser;
use crate::segment::atoms::Key;

/// What a listed company is called besides: 信實 for 信實工業, 塔塔 for 塔塔集團, but for what is a word or another's name.
pub fn without_trade<'k>(recogniser: &Recogniser, keys: &'k [Key]) -> Option<&'k [Key]> {
    let Recogniser { lexicon, classes, .. } = recogniser;
    let trade = (2..=3)
        .rev()
        .map(|len| keys.len().saturating_sub(len))
        .find(|at| *at > 1 && lexicon.has_phrase(classes.trade_ending, &keys[*at..]))?;
    Some(&keys[..trade]).filter(|plain| !lexicon.is_known(plain))
}

/// What a body is called once its name in full is known: 和雲 for 和雲行動服務, 昕豐銀 for 昕豐銀行, 海鯨隊 for 高雄海鯨隊.
pub fn short_forms(recogniser: &Recogniser, keys: &[Key]) -> Vec<Vec<Key>> {
    let Recogniser { lexicon, classes, .. } = recogniser;
    let ends = |class, len: usize| keys.len() > len && lexicon.has_phrase(class, &keys[keys.len() - len..]);
    let wide = [classes.nationality, classes.group_modifier];
    let place = |len: usize| {
        wide.iter().any(|class| lexicon.has_phrase(*class, &keys[..len])) || lexicon.is_place(&keys[..len])
    };
    let mut forms = Vec::new();
    // Starwave娛樂 goes on as Starwave.
    let letters = |key: &Key| key.chars().all(|c| c.is_ascii_alphabetic());
    if keys.len() > 1 && keys[0].len() > 2 && letters(&keys[0]) && !keys[1..].iter().any(letters) {
        forms.push(keys[..1].to_vec());
    }
    // 深圳箱聚科技有限公司: without the form of the company, and without the place.
    if let Some(legal) = (2..=6).rev().find(|len| keys.len() > len + 1 && ends(classes.legal_form, *len)) {
        let plain = &keys[..keys.len() - legal];
        let front = (2..=4).rev().find(|len| plain.len() >= len + 2 && place(*len)).unwrap_or(0);
        forms.push(plain.to_vec());
        forms.push(plain[front..].to_vec());
        forms.extend(short_forms(recogniser, &plain[front..]));
        return forms;
    }
    if keys.len() >= 5 {
        let front = (2..=4).rev().find(|len| keys.len() >= len + 2 && place(*len));
        match front {
            Some(front) if keys.len() >= front + 3 => forms.push(keys[front..].to_vec()),
            Some(_) => {}
            // 經濟民生聯盟 is not called 經濟, 博弈改革聯盟 not 博弈, 電子錢包公會 not 電子, 我們的海岸 not 我們.
            None if [classes.office_word, classes.trade_ending, classes.common_zh]
                .iter()
                .any(|class| lexicon.has_phrase(*class, &keys[..2]))
                || lexicon.is_topic(&keys[..2]) => {}
            None => {
                forms.push(keys[..2].to_vec());
                forms.push(keys[..keys.len() - 2].to_vec());
            }
        }
    }
    // 國家教育研究院 is 國教院: its first character, one of those inside, and its last.
    let last = keys.last().filter(|last| keys.len() >= 6 && lexicon.is_member(classes.body_tail, last));
    if let Some(last) = last {
        forms.extend(keys[1..keys.len() - 1].iter().map(|key| vec![keys[0].clone(), key.clone(), last.clone()]));
    }
    if keys.len() == 4 && ends(classes.trade_ending, 2) && !place(2) {
        forms.push(keys[..2].to_vec());
        forms.push(keys[..3].to_vec());
    }
    forms
}
