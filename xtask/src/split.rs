//! Splits the core in two: what every page needs, and what is loaded when a page needs it.
//!
//! The second half is everything that is reached only through *gates*, the functions of one module
//! of the crate. It has the first half's memory, tables and globals, so that nothing is passed on in
//! another form: in the first half each gate is a jump through the table of functions, into an entry
//! that the second half fills when it is instantiated.

use std::collections::{BTreeMap, HashSet};

use anyhow::{Context, Result, bail};
use walrus::ir::{self, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, Data, ElementItems, ElementKind, Export, ExportItem, Function, FunctionBuilder,
    FunctionId, FunctionKind, Global, GlobalId, GlobalKind, ImportedFunction, Memory, MemoryId,
    Module, ModuleConfig, Table, TableId,
};

/// Both halves, as WebAssembly.
pub struct Halves {
    pub first: Vec<u8>,
    pub second: Vec<u8>,
}

/// The module that the second half imports everything from: the first half's exports.
const FROM: &str = "";

/// Splits a module with names. `is_gate` knows gates by their names.
pub fn split(wasm: &[u8], is_gate: impl Fn(&str) -> bool) -> Result<Halves> {
    let parse = || {
        ModuleConfig::new()
            .generate_producers_section(false)
            .parse(wasm)
            .context("the core cannot be read")
    };
    let (first, second) = (parse()?, parse()?);
    let plan = Plan::new(&first, |function| function.name.as_deref().is_some_and(&is_gate))?;
    Ok(Halves { first: plan.first(first)?, second: plan.second(second)? })
}

/// What an item of the module is called in the exports of the first half.
type Shared = BTreeMap<usize, String>;

/// Everything by index, which is the same in both copies of the module.
struct Plan {
    /// Functions of the second half.
    apart: HashSet<usize>,
    /// Those that the first half calls, and their entries in the table.
    gates: Vec<(usize, usize)>,
    /// Entries of the table that the second half fills.
    entries: Vec<(usize, usize)>,
    table: usize,
    functions: Shared,
    globals: Shared,
    tables: Shared,
    memories: Shared,
}

impl Plan {
    fn new(module: &Module, is_gate: impl Fn(&Function) -> bool) -> Result<Self> {
        let table = module.tables.main_function_table()?.context("there is no table")?;
        let gates: HashSet<_> = module
            .funcs
            .iter()
            .filter(|function| is_gate(function) && matches!(function.kind, FunctionKind::Local(_)))
            .map(Function::id)
            .collect();
        if gates.is_empty() {
            bail!("the core has no gates: were they inlined, or is there no section of names?");
        }
        let items = table_items(module)?;
        let mut stack: Vec<_> = module.start.into_iter().collect();
        stack.extend(module.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(function) => Some(function),
            _ => None,
        }));
        stack.extend(items.iter().map(|(_, function)| *function));
        let mut reached = HashSet::new();
        let mut called = Vec::new();
        while let Some(function) = stack.pop() {
            if gates.contains(&function) {
                called.push(function.index());
            } else if reached.insert(function) {
                stack.extend(uses(module, function).functions);
            }
        }
        let apart: Vec<_> = module
            .funcs
            .iter()
            .filter(|function| {
                matches!(function.kind, FunctionKind::Local(_)) && !reached.contains(&function.id())
            })
            .map(Function::id)
            .collect();
        let mut needed = Uses::default();
        for function in &apart {
            needed.add(uses(module, *function));
        }
        let apart: HashSet<_> = apart.iter().map(FunctionId::index).collect();
        let entries: Vec<_> = items
            .into_iter()
            .map(|(entry, function)| (entry, function.index()))
            .filter(|(_, function)| apart.contains(function))
            .collect();
        // What only the table has needs no jump.
        let in_table: HashSet<_> = entries.iter().map(|(_, function)| *function).collect();
        called.retain(|function| !in_table.contains(function));
        called.sort_unstable();
        called.dedup();
        let end = usize::try_from(module.tables.get(table).initial)?;
        needed.tables.insert(table);

        let mut names = Names::new(module);
        let functions = needed.functions.iter().filter(|id| !apart.contains(&id.index()));
        Ok(Self {
            gates: called.into_iter().zip(end..).collect(),
            entries,
            table: table.index(),
            functions: names.all(functions.map(|id| (id.index(), ExportItem::Function(*id)))),
            globals: names.all(needed.globals.iter().map(|id| (id.index(), (*id).into()))),
            tables: names.all(needed.tables.iter().map(|id| (id.index(), (*id).into()))),
            memories: names.all(needed.memories.iter().map(|id| (id.index(), (*id).into()))),
            apart,
        })
    }

    /// The module with jumps for gates.
    fn first(&self, mut module: Module) -> Result<Vec<u8>> {
        let main = table(&module, self.table)?;
        let room = module.tables.get_mut(main);
        room.initial += self.gates.len() as u64;
        room.maximum = room.maximum.map(|maximum| maximum + self.gates.len() as u64);
        let kept: Vec<_> = table_items(&module)?
            .into_iter()
            .filter(|(_, function)| !self.apart.contains(&function.index()))
            .collect();
        replace_items(&mut module, main, kept);
        for (gate, entry) in &self.gates {
            let id = function(&module, *gate)?;
            let ty = module.funcs.get(id).ty();
            let (params, results) = module.types.params_results(ty);
            let (params, results) = (params.to_vec(), results.to_vec());
            let locals: Vec<_> = params.iter().map(|param| module.locals.add(*param)).collect();
            let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
            let mut body = builder.func_body();
            for local in &locals {
                body.local_get(*local);
            }
            body.i32_const(i32::try_from(*entry)?).call_indirect(ty, main);
            let jump = builder.local_func(locals);
            module.funcs.get_mut(id).kind = FunctionKind::Local(jump);
        }
        let exported: HashSet<_> = module.exports.iter().map(|it| it.name.clone()).collect();
        let mut exports: Vec<(ExportItem, &String)> = Vec::new();
        for (index, name) in &self.functions {
            exports.push((function(&module, *index)?.into(), name));
        }
        for (index, name) in &self.globals {
            exports.push((global(&module, *index)?.into(), name));
        }
        for (index, name) in &self.tables {
            exports.push((table(&module, *index)?.into(), name));
        }
        for (index, name) in &self.memories {
            exports.push((memory(&module, *index)?.into(), name));
        }
        for (item, name) in exports.into_iter().filter(|(_, name)| !exported.contains(*name)) {
            module.exports.add(name, item);
        }
        walrus::passes::gc::run(&mut module);
        Ok(module.emit_wasm())
    }

    /// The module with everything of the first half imported.
    fn second(&self, mut module: Module) -> Result<Vec<u8>> {
        module.start = None;
        for export in module.exports.iter().map(Export::id).collect::<Vec<_>>() {
            module.exports.delete(export);
        }
        for data in module.data.iter().map(Data::id).collect::<Vec<_>>() {
            module.data.delete(data);
        }
        for (index, name) in &self.memories {
            let id = memory(&module, *index)?;
            let import = module.imports.add(FROM, name, id);
            let memory = module.memories.get_mut(id);
            memory.import = Some(import);
            memory.data_segments.clear();
        }
        let main = table(&module, self.table)?;
        let entry = |(function, entry): &(usize, usize)| (*entry, *function);
        let entries = self.entries.iter().copied().chain(self.gates.iter().map(entry));
        let entries: Vec<_> = entries
            .map(|(entry, index)| Ok((entry, function(&module, index)?)))
            .collect::<Result<_>>()?;
        replace_items(&mut module, main, entries);
        for (index, name) in &self.tables {
            let id = table(&module, *index)?;
            let import = module.imports.add(FROM, name, id);
            let table = module.tables.get_mut(id);
            (table.import, table.maximum, table.init) = (Some(import), None, None);
        }
        for (index, name) in &self.globals {
            let id = global(&module, *index)?;
            let import = module.imports.add(FROM, name, id);
            module.globals.get_mut(id).kind = GlobalKind::Import(import);
        }
        for (index, name) in &self.functions {
            let id = function(&module, *index)?;
            let function = module.funcs.get(id);
            if let FunctionKind::Import(ImportedFunction { import, .. }) = &function.kind {
                let import = module.imports.get_mut(*import);
                (import.module, import.name) = (FROM.to_owned(), name.clone());
                continue;
            }
            let ty = function.ty();
            let import = module.imports.add(FROM, name, id);
            module.funcs.get_mut(id).kind = FunctionKind::Import(ImportedFunction { import, ty });
        }
        walrus::passes::gc::run(&mut module);
        if module.imports.iter().any(|import| import.module != FROM)
            || module.tags.iter().count() > 0
        {
            bail!("the second half would have something of its own that must be shared");
        }
        Ok(module.emit_wasm())
    }
}

/// Short names for what the first half exports besides; what it exports already keeps its name.
struct Names<'a> {
    module: &'a Module,
    next: usize,
}

impl<'a> Names<'a> {
    fn new(module: &'a Module) -> Self {
        Self { module, next: 0 }
    }

    fn all(&mut self, items: impl Iterator<Item = (usize, ExportItem)>) -> Shared {
        let mut items: Vec<_> = items.collect();
        items.sort_unstable_by_key(|(index, _)| *index);
        items.dedup_by_key(|(index, _)| *index);
        items.into_iter().map(|(index, item)| (index, self.of(item))).collect()
    }

    fn of(&mut self, item: ExportItem) -> String {
        let same = |other: &ExportItem| match (item, *other) {
            (ExportItem::Function(one), ExportItem::Function(other)) => one == other,
            (ExportItem::Global(one), ExportItem::Global(other)) => one == other,
            (ExportItem::Table(one), ExportItem::Table(other)) => one == other,
            (ExportItem::Memory(one), ExportItem::Memory(other)) => one == other,
            _ => false,
        };
        if let Some(export) = self.module.exports.iter().find(|export| same(&export.item)) {
            return export.name.clone();
        }
        self.next += 1;
        // No generated name begins with a digit.
        format!("{}", self.next - 1)
    }
}

/// What functions refer to.
#[derive(Default)]
struct Uses {
    functions: HashSet<FunctionId>,
    globals: HashSet<GlobalId>,
    tables: HashSet<TableId>,
    memories: HashSet<MemoryId>,
}

impl Uses {
    fn add(&mut self, other: Self) {
        self.functions.extend(other.functions);
        self.globals.extend(other.globals);
        self.tables.extend(other.tables);
        self.memories.extend(other.memories);
    }
}

impl<'instr> Visitor<'instr> for Uses {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.functions.insert(*function);
    }

    fn visit_global_id(&mut self, global: &GlobalId) {
        self.globals.insert(*global);
    }

    fn visit_table_id(&mut self, table: &TableId) {
        self.tables.insert(*table);
    }

    fn visit_memory_id(&mut self, memory: &MemoryId) {
        self.memories.insert(*memory);
    }

    fn visit_instr(&mut self, _: &'instr ir::Instr, _: &'instr ir::InstrLocId) {}
}

fn uses(module: &Module, function: FunctionId) -> Uses {
    let mut uses = Uses::default();
    if let FunctionKind::Local(local) = &module.funcs.get(function).kind {
        dfs_in_order(&mut uses, local, local.entry_block());
    }
    uses
}

/// The functions that the table is filled with, and their entries.
fn table_items(module: &Module) -> Result<Vec<(usize, FunctionId)>> {
    let mut items = Vec::new();
    for element in module.elements.iter() {
        let ElementKind::Active { offset, .. } = &element.kind else { continue };
        let ConstExpr::Value(ir::Value::I32(start)) = offset else {
            bail!("a part of the table begins at no constant");
        };
        let ElementItems::Functions(functions) = &element.items else {
            bail!("a table is filled with something else than functions");
        };
        items.extend((usize::try_from(*start)?..).zip(functions.iter().copied()));
    }
    Ok(items)
}

/// Fills the table with these functions and nothing else.
fn replace_items(module: &mut Module, table: TableId, mut items: Vec<(usize, FunctionId)>) {
    for element in module.elements.iter().map(walrus::Element::id).collect::<Vec<_>>() {
        module.elements.delete(element);
    }
    items.sort_unstable_by_key(|(entry, _)| *entry);
    let mut segments = Vec::new();
    for run in items.chunk_by(|(one, _), (next, _)| one + 1 == *next) {
        let offset = ConstExpr::Value(ir::Value::I32(i32::try_from(run[0].0).unwrap_or(i32::MAX)));
        let functions = run.iter().map(|(_, function)| *function).collect();
        let kind = ElementKind::Active { table, offset };
        segments.push(module.elements.add(kind, ElementItems::Functions(functions)));
    }
    for other in module.tables.iter_mut() {
        other.elem_segments.clear();
    }
    module.tables.get_mut(table).elem_segments.extend(segments);
}

/// The item that has this index in the other copy of the module.
fn find<I: Copy>(mut ids: impl Iterator<Item = I>, of: fn(&I) -> usize, index: usize) -> Result<I> {
    ids.find(|id| of(id) == index).context("the copies of the core differ")
}

fn function(module: &Module, index: usize) -> Result<FunctionId> {
    find(module.funcs.iter().map(Function::id), FunctionId::index, index)
}

fn global(module: &Module, index: usize) -> Result<GlobalId> {
    find(module.globals.iter().map(Global::id), GlobalId::index, index)
}

fn table(module: &Module, index: usize) -> Result<TableId> {
    find(module.tables.iter().map(Table::id), TableId::index, index)
}

fn memory(module: &Module, index: usize) -> Result<MemoryId> {
    find(module.memories.iter().map(Memory::id), MemoryId::index, index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::RefType;

    /// `run` is exported and calls `near` and `gate`; `gate` calls `near` and `far`.
    fn whole() -> Vec<u8> {
        let mut module = Module::with_config(ModuleConfig::new());
        let mut add = |name: &str, calls: &[FunctionId]| {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.name(name.to_owned());
            for call in calls {
                builder.func_body().call(*call);
            }
            builder.finish(Vec::new(), &mut module.funcs)
        };
        let near = add("near", &[]);
        let far = add("far", &[]);
        let gate = add("gate", &[near, far]);
        let run = add("run", &[near, gate]);
        module.exports.add("run", run);
        let table = module.tables.add_local(false, 1, Some(1), RefType::FUNCREF);
        replace_items(&mut module, table, vec![(0, near)]);
        module.emit_wasm()
    }

    fn functions(wasm: &[u8]) -> (Vec<String>, Vec<String>) {
        let module = Module::from_buffer(wasm).expect("a module");
        let names = |imported| {
            let functions = module.funcs.iter().filter(move |function| {
                matches!(function.kind, FunctionKind::Import(_)) == imported
            });
            let mut names: Vec<_> =
                functions.map(|function| function.name.clone().unwrap_or_default()).collect();
            names.sort();
            names
        };
        (names(false), names(true))
    }

    #[test]
    fn what_only_gates_reach_is_in_the_second_half() {
        let halves = split(&whole(), |name| name == "gate").expect("halves");
        let (own, imported) = functions(&halves.first);
        assert_eq!((own.join(" "), imported.len()), ("gate near run".to_owned(), 0));
        let (own, imported) = functions(&halves.second);
        assert_eq!((own.join(" "), imported.join(" ")), ("far gate".to_owned(), "near".to_owned()));

        let second = Module::from_buffer(&halves.second).expect("a module");
        assert!(second.exports.iter().next().is_none());
        assert!(second.imports.iter().all(|import| import.module == FROM));
        // The entry after those of the first half.
        let filled: Vec<_> = table_items(&second).expect("items");
        assert_eq!(filled.iter().map(|(entry, _)| *entry).collect::<Vec<_>>(), [1]);
        let first = Module::from_buffer(&halves.first).expect("a module");
        assert_eq!(first.tables.iter().map(|table| table.initial).collect::<Vec<_>>(), [2]);
        assert!(first.exports.iter().any(|export| matches!(export.item, ExportItem::Table(_))));
    }

    #[test]
    fn a_core_without_gates_is_not_split() {
        let problem = split(&whole(), |_| false).err().map(|problem| problem.to_string());
        assert!(problem.is_some_and(|text| text.contains("no gates")));
    }
}
