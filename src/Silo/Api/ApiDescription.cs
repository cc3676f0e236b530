using FakeNews.Silo.Operations;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FakeNews.Silo.Api;

/// <summary>The OpenAPI description.</summary>
internal static class ApiDescription
{
    public static void Configure(OpenApiOptions options)
    {
        // The metrics, the dashboard and the page are for other readers.
        options.ShouldInclude = static description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info.Title = "FakeNews";
            document.Info.Version = ProductVersion.Current;
            document.Info.Description =
                "Judges news articles by their manner of writing. A verdict says that a text resembles writing labelled unreliable; never that it is false.";
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(static (operation, _, _) =>
        {
            if (operation.OperationId == "classify" && operation.RequestBody?.Content is { } content)
            {
                content.Remove(ApiRoutes.AnyType);
                foreach (var type in content.Values)
                {
                    type.Schema = new OpenApiSchema
                    {
                        OneOf = [type.Schema!, new OpenApiSchema { Type = JsonSchemaType.Array, Items = type.Schema, MaxItems = 256 }],
                    };
                }
            }

            return Task.CompletedTask;
        });
    }
}
