using System.Net;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Tests.Packages;

namespace FakeNews.Grains.Tests.Swap;

/// <summary>Model life with packages in a bucket that comes and goes.</summary>
public sealed class StoreAwayTests
{
    [Fact]
    public async Task While_the_bucket_is_away_the_active_model_judges_and_a_silo_starts_from_its_own_copies()
    {
        await using var bucket = await FakeBucket.StartAsync();
        var folder = Directory.CreateTempSubdirectory("fakenews-away-").FullName;
        try
        {
            var (access, secret) = (Path.Combine(folder, "access"), Path.Combine(folder, "secret"));
            await File.WriteAllTextAsync(access, FakeBucket.AccessKey, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(secret, FakeBucket.SecretKey, TestContext.Current.CancellationToken);
            (string, string)[] settings =
            [
                ("Packages:S3:Bucket", FakeBucket.Bucket), ("Packages:S3:Endpoint", bucket.Address), ("Packages:S3:Retries", "0"),
                ("Packages:S3:AccessKeyFile", access), ("Packages:S3:SecretKeyFile", secret),
            ];
            ModelIdentity second;
            await using (var life = await LifeCluster.StartAsync(1, folder, settings))
            {
                second = await life.SwapToAsync("2.0.0");
                var third = await life.ImportAsync("3.0.0");
                Directory.Delete(Path.Combine(folder, "packages-fetched", third.Sha256), recursive: true);

                bucket.Fault = Away;
                Assert.Equal(RegistryRefusal.StoreAway, (await life.DoAsync(RegistryVerb.Prepare, third)).Refusal);
                await JudgesAsync(life, second);

                bucket.Fault = null;
                await life.MustAsync(RegistryVerb.Prepare, third);
                await life.MustAsync(RegistryVerb.Reject, third);
                bucket.Fault = Away;
            }

            await using var again = await LifeCluster.StartAsync(1, folder, settings);
            Assert.Equal(second, (await again.Registry.GetAsync()).Active);
            await JudgesAsync(again, second);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<bool> Away(Microsoft.AspNetCore.Http.HttpContext context, string key) => FakeBucket.RefuseAsync(context, HttpStatusCode.ServiceUnavailable, "SlowDown");

    private static async Task JudgesAsync(LifeCluster life, ModelIdentity model)
    {
        var judged = await LifeCluster.JudgeAsync(life.Cluster.Silos[0], [LifeCluster.Article("a", "w1 w2")]);
        Assert.Equal(model, judged[0].Verdict!.Model);
    }
}
