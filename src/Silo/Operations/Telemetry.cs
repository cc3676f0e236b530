using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FakeNews.Silo.Operations;

/// <summary>Metrics at <c>/metrics</c>; metrics and traces over OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</summary>
internal static class Telemetry
{
    /// <summary>The environment variable of the OpenTelemetry specification.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Meters and activity sources of this product, of Orleans and of the runtime.</summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration, string silo)
    {
        var exported = !string.IsNullOrEmpty(configuration[EndpointVariable]);
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("fakenews", serviceVersion: ProductVersion.Current, serviceInstanceId: silo))
            .WithMetrics(static metrics => metrics
                .AddMeter("FakeNews", "FakeNews.*", "Microsoft.Orleans")
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddPrometheusExporter());
        if (exported)
        {
            // Spans cost something on every article, so they are made only for somebody who takes them.
            telemetry
                .WithTracing(static traces => traces
                    .AddSource("FakeNews", "FakeNews.*", "Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime")
                    .AddAspNetCoreInstrumentation())
                .UseOtlpExporter();
        }
    }
}
