"""What the checks share: a canonical dump of a catalog, comparing workspaces, and running fer-data.

Row ids depend on the order of history, so the dump has none: a column that refers to a row of another table
is replaced by a digest of that row, and rows are sorted. Tables and columns are taken from the catalog
itself, so that a new migration needs no change here.
"""
import filecmp
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.normpath(os.path.join(HERE, "../.build/release/fer-data"))
# The one thing that may differ between two equal histories: when it was.
MOMENTS = {("decisions", "recorded_at")}


def required_program(path):
    """The program's absolute path; ends the script where it is not built."""
    if not os.access(path, os.X_OK):
        sys.exit(f"there is no program {path}; build it: swift build -c release --product fer-data")
    return os.path.abspath(path)


def text(value):
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return "x" + value.hex()
    return repr(value)


class Table:
    """A table's columns, and which of them refer to the id of another table."""

    def __init__(self, database, name):
        self.name = name
        columns = list(database.execute(f'PRAGMA table_info("{name}")'))
        self.columns = [column[1] for column in columns]
        keys = [column[1] for column in columns if column[5]]
        self.has_id = keys == ["id"]
        self.references = {}
        for key in database.execute(f'PRAGMA foreign_key_list("{name}")'):
            self.references[key[3]] = (key[2], key[4] or "id")


def canonical_dump(database):
    """The catalog as sorted lines without row ids."""
    names = [row[0] for row in database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")]
    tables = {name: Table(database, name) for name in names}
    identities = {}
    lines = []

    def dump(table):
        """Digests by id; rows that refer to their own table are read in the order of their ids."""
        found = identities[table.name] = {}
        for name, key in table.references.values():
            if key == "id" and name != table.name and name not in identities:
                dump(tables[name])
        kept = [name for name in table.columns if not (table.has_id and name == "id")]
        order = " ORDER BY id" if table.has_id else ""
        for row in database.execute(f'SELECT * FROM "{table.name}"{order}'):
            values = dict(zip(table.columns, row))
            parts = []
            for name in kept:
                value = values[name]
                target, key = table.references.get(name, (None, None))
                if (table.name, name) in MOMENTS:
                    shown = "NULL" if value is None else "a moment"
                elif target is not None and key == "id" and value is not None:
                    shown = identities[target].get(value, f"a missing row of {target}")
                else:
                    shown = text(value)
                parts.append(f"{name}={shown}")
            line = f"{table.name}: " + ", ".join(parts)
            lines.append(line)
            if table.has_id:
                found[values["id"]] = hashlib.sha256(line.encode()).hexdigest()[:24]

    for name in names:
        if name not in identities:
            dump(tables[name])
    schema = [f"schema: {row[0]}" for row in database.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")]
    return schema + sorted(lines)


def catalog_dump(workspace):
    """The canonical dump of a workspace's catalog, and what is wrong with it (or nothing)."""
    database = sqlite3.connect(os.path.join(workspace, "catalog.sqlite"))
    try:
        faults = [row[0] for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
        faults += [f"a broken reference in {row[0]}"
                   for row in database.execute("PRAGMA foreign_key_check")]
        return canonical_dump(database), faults
    finally:
        database.close()


def file_names(workspace):
    return sorted(
        os.path.relpath(os.path.join(parent, name), workspace)
        for parent, _, names in os.walk(workspace) for name in names)


class Snapshot:
    """All that a workspace shows: its dump, its files, its packs, its status."""

    def __init__(self, program, workspace):
        self.workspace = workspace
        # Before the dump is taken: looking must not be what removes a left-over log.
        self.files = file_names(workspace)
        status = subprocess.run(
            [program, "status", "--json", "--quiet", "--workspace", workspace],
            capture_output=True, text=True)
        self.status = status.stdout.replace(json.dumps(workspace)[1:-1], "WORKSPACE")
        if status.returncode != 0:
            self.status = f"status ended with {status.returncode}: {status.stderr.strip()}"
        self.dump, self.faults = catalog_dump(workspace)

    def differences(self, other):
        """What differs from the other, in words; nothing where all is equal."""
        found = list(self.faults)
        if self.dump != other.dump:
            mine, theirs = set(self.dump), set(other.dump)
            example = next(iter(sorted(mine ^ theirs)), "the same rows, another number of times")
            found.append(f"the catalog differs in {len(mine ^ theirs)} lines, such as: {example[:300]}")
        if self.status != other.status:
            found.append(f"status --json differs: {self.status[:300]}")
        if self.files != other.files:
            found.append(f"the files differ: {sorted(set(self.files) ^ set(other.files))}")
        for name in self.files:
            if name.startswith("packs") and name in other.files and not filecmp.cmp(
                    os.path.join(self.workspace, name), os.path.join(other.workspace, name),
                    shallow=False):
                found.append(f"{name} differs")
        return found


def progress_of(workspace, scratch):
    """How far an import got, read from a copy so that the original is left as it was.

    Gives the phase and the members in the ledger.
    """
    if not os.path.isdir(workspace):
        return "no workspace", 0
    catalog = os.path.join(workspace, "catalog.sqlite")
    if not os.path.exists(catalog):
        return "no catalog", 0
    os.makedirs(scratch, exist_ok=True)
    try:
        for suffix in ("", "-wal"):
            if os.path.exists(catalog + suffix):
                shutil.copy(catalog + suffix, os.path.join(scratch, "catalog.sqlite" + suffix))
        database = sqlite3.connect(os.path.join(scratch, "catalog.sqlite"))
        try:
            members = database.execute("SELECT count(*) FROM members").fetchone()[0]
            complete = database.execute("SELECT max(is_complete) FROM sources").fetchone()[0]
        except sqlite3.DatabaseError:
            return "making the catalog", 0
        finally:
            database.close()
        if complete is None:
            return "no source", 0
        if complete:
            return "complete", members
        return ("no members" if members == 0 else "members"), members
    finally:
        shutil.rmtree(scratch)
