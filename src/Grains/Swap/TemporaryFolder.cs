using Microsoft.Extensions.DependencyInjection;

namespace FakeNews.Grains.Swap;

/// <summary>A folder that ends with the process, where no other is configured.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path;

    private TemporaryFolder(string path) => _path = path;

    /// <summary>Makes one; the container removes it.</summary>
    public static string Make(IServiceCollection services)
    {
        var path = Directory.CreateTempSubdirectory("fakenews-").FullName;
        services.AddSingleton(_ => new TemporaryFolder(path));
        return path;
    }

    public void Dispose()
    {
        if (Directory.Exists(_path))
        {
            Directory.Delete(_path, recursive: true);
        }
    }
}
