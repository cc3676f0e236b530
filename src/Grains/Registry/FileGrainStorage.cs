using System.Security.Cryptography;
using FakeNews.Grains.Durability;
using Orleans.Storage;

namespace FakeNews.Grains.Registry;

/// <summary>
/// Grain state as small files, one for each state: for a silo on its own, or several that share a folder. A write is durable when it returns, and is refused
/// where the file is not the one that was read (the ETag is the content's sha256).
/// </summary>
public sealed class FileGrainStorage(string folder, IGrainStorageSerializer serializer) : IGrainStorage
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var content = await ReadAsync(PathOf(stateName, grainId));
        grainState.RecordExists = content is not null;
        grainState.ETag = content is null ? null : TagOf(content);
        grainState.State = content is null ? Activator.CreateInstance<T>() : serializer.Deserialize<T>(new(content));
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var path = PathOf(stateName, grainId);
        var content = serializer.Serialize(grainState.State).ToArray();
        await using (await LockAsync(path))
        {
            await RequireUnchangedAsync(path, grainState.ETag);
            await Task.Run(() => DurableFile.Replace(path, content));
        }

        grainState.RecordExists = true;
        grainState.ETag = TagOf(content);
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var path = PathOf(stateName, grainId);
        await using (await LockAsync(path))
        {
            await RequireUnchangedAsync(path, grainState.ETag);
            File.Delete(path);
        }

        grainState.RecordExists = false;
        grainState.ETag = null;
        grainState.State = Activator.CreateInstance<T>();
    }

    private static string TagOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static async Task<byte[]?> ReadAsync(string path)
    {
        try
        {
            return await File.ReadAllBytesAsync(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static async Task RequireUnchangedAsync(string path, string? expected)
    {
        var stored = await ReadAsync(path) is { } content ? TagOf(content) : null;
        if (stored != expected)
        {
            throw new InconsistentStateException($"{Path.GetFileName(path)} was changed by somebody else.", stored ?? "none", expected ?? "none");
        }
    }

    private static async Task<FileStream> LockAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var until = DateTime.UtcNow + LockPatience;
        while (true)
        {
            try
            {
                return new(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (DateTime.UtcNow < until && !DiskFault.IsFull(e) && !DiskFault.IsForbidden(e))
            {
                await Task.Delay(20);
            }
        }
    }

    private string PathOf(string stateName, GrainId grainId) => Path.GetFullPath(Path.Combine(folder, $"{Safe(stateName)}-{Safe(grainId.ToString())}.json"));

    private static string Safe(string name) => string.Concat(name.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c.ToString() : $"_{(int)c:x}"));
}
