using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Security;

/// <summary>Registers authentication and authorization.</summary>
internal static class SecurityParts
{
    /// <summary>API keys, the doors' policies, and the rule for doors that have none.</summary>
    public static void AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SecurityOptions>().Bind(configuration.GetSection(SecurityOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SecurityOptions>, SecurityOptionsCheck>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<KeyRing>();
        services.AddSingleton<LocalAccess>();
        services.AddSingleton<SecurityNotice>();
        services.AddHostedService<SecurityAnnouncement>();
        services.AddSingleton<IAuthorizationHandler, DoorKeeper>();
        services.AddAuthentication(ApiKeyHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null);
        var policies = services.AddAuthorizationBuilder();
        foreach (var (name, roles, changesNothing) in Doors.All)
        {
            policies.AddPolicy(name, policy => policy.AddRequirements(new DoorRequirement(roles, changesNothing)));
        }

        policies.SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new DoorRequirement([Role.Owner], ChangesNothing: false, OnlyDoors: true)).Build());
    }

    /// <summary>Puts both into the pipeline, after the error handling and before everything that is guarded.</summary>
    public static void UseSecurity(this WebApplication app)
    {
        app.UseCrossSiteGuard();
        app.UseAuthentication();
        app.UseAuthorization();
    }
}
