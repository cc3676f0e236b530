using System.Buffers.Binary;
using System.Text;

namespace FakeNews.Trainer.Networks;

/// <summary>Repoints one versioned symbol of a 64-bit little-endian ELF file (System V ABI; the Linux Standard Base's "Symbol Versioning").</summary>
internal static class ElfSymbolVersion
{
    private const uint VersionNeeds = 0x6ffffffe;

    /// <summary>
    /// Makes the file ask for <paramref name="newSymbol"/> of <paramref name="newVersion"/> (which it must need already) where it asked for
    /// <paramref name="oldSymbol"/>, the only symbol of <paramref name="oldVersion"/>.
    /// </summary>
    /// <returns>Whether the file was changed; false where it does not need the old version.</returns>
    public static bool Repoint(string path, string oldVersion, string oldSymbol, string newVersion, string newSymbol)
    {
        var file = File.ReadAllBytes(path);
        if (!file.AsSpan().StartsWith("\u007fELF"u8) || file[4] != 2 || newSymbol.Length > oldSymbol.Length)
        {
            return false;
        }

        var (needs, strings, stringsLength) = FindNeeds(file);
        if (needs == 0)
        {
            return false;
        }

        var (requirement, replacementName) = FindVersions(file, needs, strings, oldVersion, newVersion);
        var at = file.AsSpan(strings, stringsLength).IndexOf(Encoding.ASCII.GetBytes(oldSymbol + "\0"));
        if (requirement == 0 || replacementName == 0 || at < 0)
        {
            return false;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(requirement), Hash(newVersion));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(requirement + 8), (uint)replacementName);
        file.AsSpan(strings + at, oldSymbol.Length).Clear();
        Encoding.ASCII.GetBytes(newSymbol).CopyTo(file, strings + at);

        // A file of its own, moved into place: a process that has the old one mapped keeps it.
        var repaired = $"{path}.{Environment.ProcessId}";
        File.WriteAllBytes(repaired, file);
        File.Move(repaired, path, overwrite: true);
        return true;
    }

    private static (int Needs, int Strings, int StringsLength) FindNeeds(byte[] file)
    {
        var table = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(0x28));
        int size = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(0x3A)), count = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(0x3C));
        for (var i = 0; i < count; i++)
        {
            var section = file.AsSpan(table + (i * size));
            if (BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) == VersionNeeds)
            {
                var link = file.AsSpan(table + ((int)BinaryPrimitives.ReadUInt32LittleEndian(section[0x28..]) * size));
                return (Offset(section), Offset(link), (int)BinaryPrimitives.ReadInt64LittleEndian(link[0x20..]));
            }
        }

        return default;

        static int Offset(ReadOnlySpan<byte> section) => (int)BinaryPrimitives.ReadInt64LittleEndian(section[0x18..]);
    }

    private static (int Requirement, int ReplacementName) FindVersions(byte[] file, int needs, int strings, string oldVersion, string newVersion)
    {
        int requirement = 0, replacement = 0;
        for (var library = needs; ;)
        {
            int versions = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(library + 2));
            var version = library + (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(library + 8));
            for (var i = 0; i < versions; i++)
            {
                var name = (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(version + 8));
                var text = Text(file, strings + name);
                requirement = text == oldVersion ? version : requirement;
                replacement = text == newVersion ? name : replacement;
                version += (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(version + 12));
            }

            var next = (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(library + 12));
            if (next == 0)
            {
                return (requirement, replacement);
            }

            library += next;
        }
    }

    private static string Text(byte[] file, int at) => Encoding.ASCII.GetString(file, at, file.AsSpan(at).IndexOf((byte)0));

    private static uint Hash(string name)
    {
        uint hash = 0;
        foreach (var letter in name)
        {
            hash = (hash << 4) + letter;
            var high = hash & 0xf0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        return hash;
    }
}
