using Google.Protobuf;

namespace Athanor.Formats.TensorBoard;

/// <summary>
/// Events from protobuf messages. Fields that are not known here are passed over; every length is checked by the input stream.
/// </summary>
internal static class EventDecoder
{
    /// <exception cref="InvalidProtocolBufferException">It is not such a message.</exception>
    public static TensorBoardEvent Decode(byte[] message)
    {
        var input = new CodedInputStream(message);
        double wallTime = 0;
        long step = 0;
        string? version = null;
        bool isStart = false;
        var values = new List<SummaryValue>();
        for (uint tag; (tag = input.ReadTag()) != 0;)
            switch (tag)
            {
                case 1 << 3 | 1: wallTime = input.ReadDouble(); break;
                case 2 << 3: step = input.ReadInt64(); break;
                case 3 << 3 | 2: version = input.ReadString(); break;
                case 5 << 3 | 2: Summary(Nested(input), values); break;
                case 7 << 3 | 2: isStart = Ints(Nested(input)).GetValueOrDefault(1) == 1; break;
                default: input.SkipLastField(); break;
            }
        return new TensorBoardEvent(wallTime, step, version, values, isStart);
    }

    private static void Summary(CodedInputStream input, List<SummaryValue> values)
    {
        for (uint tag; (tag = input.ReadTag()) != 0;)
            if (tag == (1 << 3 | 2))
                values.Add(Value(Nested(input)));
            else
                input.SkipLastField();
    }

    private static SummaryValue Value(CodedInputStream input)
    {
        var value = new SummaryValue("");
        for (uint tag; (tag = input.ReadTag()) != 0;)
            switch (tag)
            {
                case 1 << 3 | 2: value = value with { Tag = input.ReadString() }; break;
                case 2 << 3 | 5: value = value with { Scalar = input.ReadFloat() }; break;
                case 4 << 3 | 2: value = value with { Image = Image(Nested(input)) }; break;
                case 5 << 3 | 2: value = value with { Histogram = Histogram(Nested(input)) }; break;
                default: input.SkipLastField(); break;
            }
        return value;
    }

    private static SummaryImage Image(CodedInputStream input)
    {
        byte[] encoded = [];
        Dictionary<int, int> sizes = Ints(input, blob => encoded = blob);
        return new SummaryImage(sizes.GetValueOrDefault(2), sizes.GetValueOrDefault(1), sizes.GetValueOrDefault(3), encoded);
    }

    private static Dictionary<int, int> Ints(CodedInputStream input, Action<byte[]>? blob = null)
    {
        var values = new Dictionary<int, int>();
        for (uint tag; (tag = input.ReadTag()) != 0;)
            if ((tag & 7) == 0 && tag >> 3 <= 3)
                values[(int)(tag >> 3)] = input.ReadInt32();
            else if (tag == (4 << 3 | 2) && blob is not null)
                blob(input.ReadBytes().ToByteArray());
            else
                input.SkipLastField();
        return values;
    }

    private static SummaryHistogram Histogram(CodedInputStream input)
    {
        var numbers = new double[5];
        double[] limits = [], counts = [];
        for (uint tag; (tag = input.ReadTag()) != 0;)
            if ((tag & 7) == 1 && tag >> 3 is >= 1 and <= 5)
                numbers[(tag >> 3) - 1] = input.ReadDouble();
            else if (tag == (6 << 3 | 2))
                limits = Packed(input.ReadBytes());
            else if (tag == (7 << 3 | 2))
                counts = Packed(input.ReadBytes());
            else
                input.SkipLastField();
        return new SummaryHistogram(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], limits, counts);
    }

    private static double[] Packed(ByteString bytes)
    {
        var values = new double[bytes.Length / 8];
        for (int i = 0; i < values.Length; i++)
            values[i] = System.Buffers.Binary.BinaryPrimitives.ReadDoubleLittleEndian(bytes.Span[(8 * i)..]);
        return values;
    }

    private static CodedInputStream Nested(CodedInputStream input) => new(input.ReadBytes().ToByteArray());
}
