//! TOML to a tree: strictly if possible, else leniently.

use crate::json;
use crate::lenient;
use crate::problem::Problem;
use crate::{Entry, Float, Format, Kind, Parsed, Table, Value, paths};
use pyxide_diagnostic::{Code, Diagnostic, Source, Span};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// After so many errors the rest is noise.
const ERRORS: usize = 8;

pub(crate) fn parse(source: &Source) -> Parsed {
    let text = source.text();
    let (mut value, warnings) = match strict(text) {
        Ok(value) => (value, Vec::new()),
        Err(errors) => match lenient::read(text) {
            Ok(lenient) if lenient.understood => {
                // What only the strict reader saw must not pass in silence either.
                let silent = lenient.warnings.is_empty();
                let warnings = if silent { errors } else { lenient.warnings };
                (lenient.value, warnings)
            }
            // Not one line of TOML: that is no configuration.
            Ok(lenient) if !lenient.warnings.is_empty() => return failed(source, lenient.warnings),
            Ok(_) => return failed(source, errors),
            Err(errors) => return failed(source, errors),
        },
    };
    paths::join(text, &mut value);
    let diagnostics = warnings.into_iter().map(|problem| warning(source, problem)).collect();
    Parsed { value: Some(value), diagnostics }
}

fn failed(source: &Source, errors: Vec<Problem>) -> Parsed {
    let errors = errors.into_iter().take(ERRORS);
    let diagnostics = errors.map(|problem| problem.into_diagnostic(source, Format::Toml)).collect();
    Parsed { value: None, diagnostics }
}

fn warning(source: &Source, problem: Problem) -> Diagnostic {
    let warning = Diagnostic::warning(Code::LenientToml, problem.message);
    let warning = warning.with_source(source, problem.span);
    match problem.help {
        Some(help) => warning.with_help(help),
        None => warning,
    }
}

/// The text as TOML 1.1 and nothing else.
fn strict(text: &str) -> Result<Value, Vec<Problem>> {
    if may_be_deep(text) {
        return Err(Vec::new());
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(first_of_each_line(text, &errors));
    }
    let table = convert_table(text, 0, table.into_inner()).map_err(|problem| vec![problem])?;
    Ok(Value::new(Kind::Table(table), Span::new(0, text.len())))
}

/// Whether the text could be a tree of thousands of levels, which the parser accepts if they are made
/// of dotted keys inside of inline tables. The lenient reader, which counts them, decides then.
fn may_be_deep(text: &str) -> bool {
    let (mut open, mut most_open, mut dots, mut most_dots) = (0usize, 0, 0usize, 0);
    for byte in text.bytes() {
        match byte {
            b'{' => {
                open += 1;
                most_open = open.max(most_open);
            }
            b'}' => open = open.saturating_sub(1),
            b'.' => {
                dots += 1;
                most_dots = dots.max(most_dots);
            }
            b'=' | b'\n' => dots = 0,
            _ => {}
        }
    }
    most_open > 1 && most_open * most_dots > 500
}

/// One mistake often makes the parser stumble several times.
fn first_of_each_line(text: &str, errors: &[toml::de::Error]) -> Vec<Problem> {
    let mut problems: Vec<Problem> = errors.iter().map(|error| problem(text, error)).collect();
    problems.sort_by_key(|problem| problem.span.start);
    problems.dedup_by(|later, earlier| !text[earlier.span.start..later.span.start].contains('\n'));
    problems
}

/// The parser's error, its span brought into the text.
fn problem(text: &str, error: &toml::de::Error) -> Problem {
    let range = error.span().unwrap_or(0..0);
    let start = text.floor_char_boundary(range.start);
    let end = text.floor_char_boundary(range.end).max(start);
    let message = error.message();
    let message = message.strip_suffix(", expected nothing").unwrap_or(message);
    Problem::new(message, Span::new(start, end))
}

/// One value of TOML, found at `offset` of `text`.
pub(crate) fn value(text: &str, span: Span) -> Result<Value, Box<Problem>> {
    let snippet = text.get(span.start..span.end).unwrap_or_default();
    let value = DeValue::parse(snippet).map_err(|error| {
        let mut problem = problem(snippet, &error);
        problem.span = problem.span.shifted(span.start);
        problem
    })?;
    Ok(convert(text, span.start, value)?)
}

fn convert(text: &str, offset: usize, value: Spanned<DeValue<'_>>) -> Result<Value, Problem> {
    let range = value.span();
    let span = Span::new(range.start + offset, range.end + offset);
    let kind = match value.into_inner() {
        DeValue::String(string) => Kind::String(string.into_owned()),
        DeValue::Boolean(flag) => Kind::Bool(flag),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(whole) => Kind::Int(whole),
            Err(_) if number.radix() == 10 => Kind::Float(float(number.as_str(), span)?),
            Err(_) => return Err(not_a_number(span)),
        },
        DeValue::Float(number) => Kind::Float(float(number.as_str(), span)?),
        // As written, which saves the code that prints dates.
        DeValue::Datetime(_) => {
            let written = text.get(span.start..span.end).unwrap_or_default();
            Kind::Date(written.to_ascii_uppercase().replace(' ', "T"))
        }
        DeValue::Array(items) => {
            let items = items.into_iter().map(|item| convert(text, offset, item));
            Kind::Array(items.collect::<Result<_, _>>()?)
        }
        DeValue::Table(table) => Kind::Table(convert_table(text, offset, table)?),
    };
    Ok(Value::new(kind, span))
}

/// The parser lets some letters pass, as in `1_0x`.
fn float(literal: &str, span: Span) -> Result<Float, Problem> {
    let plain = literal.strip_prefix('+').unwrap_or(literal);
    match plain.strip_prefix('-').unwrap_or(plain) {
        "inf" | "nan" => Ok(Float::new("null")),
        _ if json::is_number(plain) => Ok(Float::new(plain)),
        _ => Err(not_a_number(span)),
    }
}

fn not_a_number(span: Span) -> Problem {
    Problem::new("a number with wrong or too many digits", span)
}

fn convert_table(text: &str, offset: usize, table: DeTable<'_>) -> Result<Table, Problem> {
    let mut entries = Vec::with_capacity(table.len());
    for (key, value) in table {
        let range = key.span();
        let key_span = Span::new(range.start + offset, range.end + offset);
        let key = key.into_inner().into_owned();
        entries.push(Entry { key, key_span, value: convert(text, offset, value)? });
    }
    // The parser sorts by name; the order of the text matters to people and to templates.
    entries.sort_by_key(|entry| entry.key_span.start);
    Ok(Table::from_unique(entries))
}

#[cfg(test)]
mod tests;
