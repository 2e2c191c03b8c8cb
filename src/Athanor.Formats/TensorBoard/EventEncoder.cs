using Google.Protobuf;

namespace Athanor.Formats.TensorBoard;

/// <summary>Events as protobuf messages; the numbers are the fields of TensorFlow's <c>event.proto</c> and <c>summary.proto</c>.</summary>
internal static class EventEncoder
{
    public static byte[] Encode(TensorBoardEvent item) => Message(output =>
    {
        output.WriteTag(1, WireFormat.WireType.Fixed64);
        output.WriteDouble(item.WallTime);
        if (item.Step != 0)
        {
            output.WriteTag(2, WireFormat.WireType.Varint);
            output.WriteInt64(item.Step);
        }
        if (item.FileVersion is { } version)
        {
            output.WriteTag(3, WireFormat.WireType.LengthDelimited);
            output.WriteString(version);
        }
        if (item.Values.Count > 0)
            Nested(output, 5, Message(summary =>
            {
                foreach (SummaryValue value in item.Values)
                    Nested(summary, 1, Value(value));
            }));
        if (item.IsStart)
            Nested(output, 7, Message(log => Int(log, 1, 1)));
    });

    private static byte[] Value(SummaryValue value) => Message(output =>
    {
        output.WriteTag(1, WireFormat.WireType.LengthDelimited);
        output.WriteString(value.Tag);
        if (value.Scalar is { } scalar)
        {
            output.WriteTag(2, WireFormat.WireType.Fixed32);
            output.WriteFloat(scalar);
        }
        if (value.Image is { } image)
            Nested(output, 4, Message(inner =>
            {
                Int(inner, 1, image.Height);
                Int(inner, 2, image.Width);
                Int(inner, 3, image.Channels);
                Nested(inner, 4, image.Encoded);
            }));
        if (value.Histogram is { } histogram)
            Nested(output, 5, Histogram(histogram));
    });

    private static byte[] Histogram(SummaryHistogram histogram) => Message(output =>
    {
        double[] numbers = [histogram.Min, histogram.Max, histogram.Count, histogram.Sum, histogram.SumOfSquares];
        for (int i = 0; i < numbers.Length; i++)
        {
            output.WriteTag(i + 1, WireFormat.WireType.Fixed64);
            output.WriteDouble(numbers[i]);
        }
        Packed(output, 6, histogram.Limits);
        Packed(output, 7, histogram.Counts);
    });

    private static void Packed(CodedOutputStream output, int field, double[] values) => Nested(output, field, Message(inner =>
    {
        foreach (double value in values)
            inner.WriteDouble(value);
    }));

    private static void Int(CodedOutputStream output, int field, int value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt32(value);
    }

    private static void Nested(CodedOutputStream output, int field, byte[] message)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(UnsafeByteOperations.UnsafeWrap(message));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var memory = new MemoryStream();
        using (var output = new CodedOutputStream(memory, leaveOpen: true))
            write(output);
        return memory.ToArray();
    }
}
