//! Short names for what the core imports from its glue. The generator's names end in a digest each,
//! which no compression makes smaller, and they are in the core and in the glue.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::process;

/// Renames in both files; nothing else refers to these names.
pub fn shorten(wasm: &Path, glue: &Path, module: &str) -> Result<()> {
    let text = String::from_utf8(process::read(glue)?).context("the glue is not UTF-8")?;
    let (renamed, names) = rename(&process::read(wasm)?, module)
        .with_context(|| format!("{} cannot be read", wasm.display()))?;
    process::write(glue, replace(text, &names)?)?;
    process::write(wasm, renamed)
}

/// What a name was, and what it is now.
type Names = Vec<(String, String)>;

/// The glue with each name, which is a property of its object of imports, replaced.
fn replace(mut glue: String, names: &[(String, String)]) -> Result<String> {
    for (long, short) in names {
        let property = format!(" {long}: ");
        if glue.matches(&property).count() != 1 {
            bail!("the glue does not define {long} once");
        }
        glue = glue.replace(&property, &format!(" {short}: "));
    }
    Ok(glue)
}

/// The module with its imports from `module` renamed, and the names, old and new.
fn rename(wasm: &[u8], module: &str) -> Result<(Vec<u8>, Names)> {
    const IMPORTS: u8 = 2;
    let mut reader = Reader(wasm);
    let mut output = reader.bytes(8)?.to_vec();
    let mut names = Vec::new();
    while !reader.0.is_empty() {
        let id = reader.byte()?;
        let size = reader.number()?;
        let section = reader.bytes(size)?;
        let rewritten = match id {
            IMPORTS => imports(section, module, &mut names)?,
            _ => section.to_vec(),
        };
        output.push(id);
        write_number(&mut output, rewritten.len());
        output.extend(rewritten);
    }
    Ok((output, names))
}

fn imports(section: &[u8], module: &str, names: &mut Names) -> Result<Vec<u8>> {
    let mut reader = Reader(section);
    let mut output = Vec::new();
    let count = reader.number()?;
    write_number(&mut output, count);
    for _ in 0..count {
        let from = reader.text()?;
        let mut name = reader.text()?.to_owned();
        if from == module {
            let short = short(names.len());
            names.push((std::mem::replace(&mut name, short.clone()), short));
        }
        for text in [from, &name] {
            write_number(&mut output, text.len());
            output.extend(text.as_bytes());
        }
        let before = reader.0;
        reader.skip_type()?;
        output.extend(&before[..before.len() - reader.0.len()]);
    }
    Ok(output)
}

/// `a`, …, `z`, `aa`, …
fn short(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'a' + u8::try_from(number % 26).unwrap_or_default());
        match (number / 26).checked_sub(1) {
            Some(rest) => number = rest,
            None => break,
        }
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, count: usize) -> Result<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count).context("it ends too early")?;
        self.0 = rest;
        Ok(bytes)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.bytes(1)?[0])
    }

    /// An unsigned number in LEB128.
    fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(number);
            }
        }
        bail!("a number is too long")
    }

    fn text(&mut self) -> Result<&'a str> {
        let size = self.number()?;
        Ok(std::str::from_utf8(self.bytes(size)?)?)
    }

    /// What is imported: a function, a table, a memory, a global or a tag.
    fn skip_type(&mut self) -> Result<()> {
        match self.byte()? {
            0 => drop(self.number()?),
            kind @ (1 | 2) => {
                if kind == 1 {
                    self.byte()?;
                }
                let has_maximum = self.byte()? & 1 == 1;
                self.number()?;
                if has_maximum {
                    self.number()?;
                }
            }
            3 => drop(self.bytes(2)?),
            4 => {
                self.byte()?;
                self.number()?;
            }
            kind => bail!("an import is of the unknown kind {kind}"),
        }
        Ok(())
    }
}

fn write_number(output: &mut Vec<u8>, mut number: usize) {
    while number >= 128 {
        output.push(u8::try_from(number & 127).unwrap_or_default() | 128);
        number >>= 7;
    }
    output.push(u8::try_from(number).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::{Reader, rename, replace, short, write_number};

    #[test]
    fn short_names_are_all_different() {
        let names: Vec<_> = [0, 25, 26, 51, 52, 701, 702].map(short).into();
        assert_eq!(names, ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
    }

    #[test]
    fn numbers_of_any_size() {
        for number in [0, 1, 127, 128, 300, 70_000, 0x0fff_ffff] {
            let mut bytes = Vec::new();
            write_number(&mut bytes, number);
            assert_eq!(Reader(&bytes).number().unwrap(), number);
        }
        assert!(Reader(&[128; 6]).number().is_err());
    }

    /// A function of ours, a memory of ours, a table and a global of others, then another section.
    const WASM: &[u8] = b"\0asm\x01\0\0\0\x02\x2d\x04\
        \x04glue\x09long_name\0\x05\
        \x04glue\x02aa\x02\x01\x01\x02\
        \x01m\x01t\x01\x70\0\x01\
        \x01m\x01g\x03\x7f\0\
        \x03\x02\x01\0";

    #[test]
    fn only_imports_of_the_module_are_renamed() {
        let (renamed, names) = rename(WASM, "glue").unwrap();
        let pair = |long: &str, short: &str| (long.to_owned(), short.to_owned());
        assert_eq!(names, [pair("long_name", "a"), pair("aa", "b")]);
        let expected = b"\0asm\x01\0\0\0\x02\x24\x04\
            \x04glue\x01a\0\x05\
            \x04glue\x01b\x02\x01\x01\x02\
            \x01m\x01t\x01\x70\0\x01\
            \x01m\x01g\x03\x7f\0\
            \x03\x02\x01\0";
        assert_eq!(renamed, expected);
        // Short names keep their length, and so all of it is the same again.
        assert_eq!(rename(&renamed, "glue").unwrap().0, expected);
        for end in [4, 9, 12, 30, WASM.len() - 1] {
            assert!(rename(&WASM[..end], "glue").is_err(), "{end}");
        }
    }

    #[test]
    fn the_glue_defines_each_name_once() {
        let names = [("long".to_owned(), "a".to_owned())];
        let glue = |text: &str| replace(text.to_owned(), &names);
        assert_eq!(glue("{ long: function() {} }").unwrap(), "{ a: function() {} }");
        assert!(glue("{ longer: 1 }").is_err());
        assert!(glue("{ long: 1, long: 2 }").is_err());
    }
}
