//! Codes of communes as the official geographic code writes them: the department, then three digits; `95018`, `01004`, `2A004`, `97105`.

/// Tells whether a text has the form of a code: two digits, `2A` or `2B`, then three digits.
pub fn is_code(text: &str) -> bool {
    let Some((department, rest)) = text.split_at_checked(2) else { return false };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(department) || matches!(department, "2A" | "2B")) && rest.len() == 3 && digits(rest)
}

/// Returns the code that a text most likely stands for: written with spaces, in lower case, or robbed of its first zero by a spreadsheet.
pub fn meant(text: &str) -> Option<String> {
    // What is that long is no code, and need not be copied.
    if text.len() > 16 {
        return None;
    }
    let mut code: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    if code.len() == 4 && code.starts_with(|first: char| first != '0') {
        code.insert(0, '0');
    }
    (code != text && is_code(&code)).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_department_and_three_digits() {
        for code in ["95018", "01004", "2A004", "2B033", "97105", "98818"] {
            assert!(is_code(code), "{code}");
        }
        for text in ["", "9501", "950180", "2C004", "A2004", "2a004", "95 018", "95O18", "9501é", "é5018", "²5018"] {
            assert!(!is_code(text), "{text}");
        }
    }

    #[test]
    fn what_a_spreadsheet_or_a_hurried_hand_made_of_a_code_is_understood() {
        for (text, code) in [("1004", "01004"), ("2a004", "2A004"), ("95 018", "95018"), ("95\u{a0}018", "95018")] {
            assert_eq!(meant(text).as_deref(), Some(code), "{text}");
        }
        for text in ["95018", "018", "0104", "Argenteuil", "950180", ""] {
            assert_eq!(meant(text), None, "{text}");
        }
        assert_eq!(meant(&"1".repeat(1 << 20)), None);
    }
}
