using System.Runtime.InteropServices;
using FakeNews.Grains.Devices;

namespace FakeNews.Grains.Classification;

/// <summary>Answers for one device of this process: a batch in, a reply out, failures of a run included.</summary>
internal sealed class DeviceClassifier(InferenceDevice device)
{
    public async Task<ClassifierReply> ClassifyAsync(TokenBatch batch, bool spilled)
    {
        if (spilled && device.Depth >= device.Description.Slots)
        {
            return new(ClassifierOutcome.Busy, device.Depth);
        }

        try
        {
            // Read before the run: a model that is unloaded meanwhile still judged this batch.
            var model = device.Find(batch.Model);
            var logits = await device.RunAsync(batch).ConfigureAwait(false);
            return new(ClassifierOutcome.Judged, device.Depth, model, MemoryMarshal.AsBytes<float>(logits).ToArray());
        }
        catch (DeviceBusyException)
        {
            return new(ClassifierOutcome.Busy, device.Depth);
        }
        catch (ModelAbsentException)
        {
            return new(ClassifierOutcome.ModelAbsent, device.Depth);
        }
        catch (DeviceSickException e)
        {
            Telemetry.RunFailed(device.Description.Name);
            return new(ClassifierOutcome.Sick, device.Depth, ErrorType: e.GetType().FullName, ErrorMessage: e.Message);
        }
        // Whatever the run threw is told to the caller as a value: only he can find the article that caused it.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            Telemetry.RunFailed(device.Description.Name);
            return new(ClassifierOutcome.Failed, device.Depth, ErrorType: e.GetType().FullName, ErrorMessage: e.Message);
        }
    }
}
