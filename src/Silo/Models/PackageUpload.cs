using FakeNews.Grains.Models;
using FakeNews.Grains.Packages;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Models;

/// <summary>Receives a package as the body of a request, into a temporary file and then into the store.</summary>
internal sealed class PackageUpload(IPackageStore store, IOptions<PackageStoreOptions> options)
{
    /// <summary>Takes the package in.</summary>
    /// <exception cref="ModelPackageException">It is too large, or no package.</exception>
    /// <exception cref="PackageStoreException">There is no room for it.</exception>
    public async Task<StoredPackage> ReceiveAsync(HttpContext context)
    {
        var most = options.Value.MaximumBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = most;
        }

        if (context.Request.ContentLength > most)
        {
            throw TooLarge(most);
        }

        var path = Path.Combine(Path.GetTempPath(), $"fakenews-upload-{Guid.NewGuid():n}.zip");
        try
        {
            await ReceiveAsync(context, path, most);

            return await store.ImportAsync(path, context.RequestAborted);
        }
        catch (ModelPackageException e)
        {
            // The sender knows nothing of the file it became.
            throw new ModelPackageException(e.Message.Replace(path, "that was sent", StringComparison.Ordinal), e);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task ReceiveAsync(HttpContext context, string path, long most)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            await CopyAsync(context, file, most);
            await file.FlushAsync(context.RequestAborted);
        }
        // A BadHttpRequestException and a ConnectionResetException are IOExceptions, too: those are the sender's.
        catch (Exception e) when (e.GetType() == typeof(IOException) || e is UnauthorizedAccessException)
        {
            throw PackageStoreException.Of("The folder for packages that are being received", e);
        }
    }

    private static async Task CopyAsync(HttpContext context, FileStream file, long most)
    {
        var buffer = new byte[81_920];
        var total = 0L;
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is var read and > 0)
        {
            total += read;
            if (total > most)
            {
                throw TooLarge(most);
            }

            await file.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
        }
    }

    private static ModelPackageException TooLarge(long most) => new($"A package may have {most} bytes (Packages:MaximumBytes).");
}
