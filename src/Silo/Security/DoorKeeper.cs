using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Security;

/// <summary>Decides who passes a door. What routing itself answers (no such path, method or content type) is no door.</summary>
internal sealed class DoorKeeper(IOptions<SecurityOptions> options) : AuthorizationHandler<DoorRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, DoorRequirement requirement)
    {
        if ((requirement.ChangesNothing && options.Value.OpenReads)
            || Array.Exists(requirement.Roles, context.User.IsInRole)
            || (requirement.OnlyDoors && context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
