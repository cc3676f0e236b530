using FakeNews.Silo.Security;
using Microsoft.Net.Http.Headers;

namespace FakeNews.Silo.Pages;

/// <summary>The routes of the web page.</summary>
internal static class PageRoutes
{
    /// <summary>Maps <c>/</c> and the page's files.</summary>
    public static void MapPage(this IEndpointRouteBuilder routes)
    {
        foreach (var (path, asset) in PageAssets.All)
        {
            var tag = new EntityTagHeaderValue(asset.Tag);
            routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpResponse response) =>
            {
                response.Headers.CacheControl = "no-cache";
                return TypedResults.Bytes(asset.Content, asset.ContentType, entityTag: tag);
            }).RequireAuthorization(Doors.Read).ExcludeFromDescription();
        }
    }
}
